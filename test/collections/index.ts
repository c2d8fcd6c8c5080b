import type { Contracts } from '../../shared/contracts'
import { account } from './account'
import { notes } from './notes'
import type { Sample } from './sample'

/** One for each contract. */
export const samples: { [Name in keyof Contracts]: Sample } = {
  notes,
  account,
}
