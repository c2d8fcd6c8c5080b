import { accountContract } from './account'
import type { AuthTest, UserInfo } from './identity'
import { notesContract } from './notes'

/** Every function that speaks `{ action, input }`, by the name it is deployed under. */
export const contracts = { notes: notesContract, account: accountContract } as const

export type Contracts = typeof contracts

/** The functions of the seed documents: no event, and an answer in their canonical shape. A refusal is as everywhere. */
export interface PlainFunctions {
  getUserInfo: UserInfo
  test: AuthTest
}
