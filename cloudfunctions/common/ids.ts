import { createHash } from 'node:crypto'
import type { Caller } from './caller'

/**
 * The id of a new document. It follows from owner and key, so a retry after a lost answer meets the document that the
 * first try wrote.
 */
export const idOf = ({ openid }: Caller, key: string): string =>
  createHash('sha256').update(`${openid} ${key}`).digest('hex').slice(0, 32)
