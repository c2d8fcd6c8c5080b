import { createHash } from 'node:crypto'
import type { Caller } from './caller'

/**
 * The id of a new document. It follows from owner and key, so a retry after a lost answer meets the document that the
 * first try wrote.
 */
export const idOf = ({ openid }: Caller, key: string): string => madeBy(openid, key)

/**
 * Under which id a document of an export is to be made, and under which others it may be there by now. It keeps its own id
 * only where the caller made that. Any other becomes one that follows from the caller and it, be it somebody else's or
 * nobody's: the two cannot be told apart, and the same file gives the same ids each time.
 */
export function idsOfImported({ openid, unionid }: Caller, id: string): { made: string; all: string[] } {
  const owners = unionid === undefined ? [openid] : [openid, unionid]
  const made = owners.some((owner) => isMadeBy(owner, id)) ? id : madeBy(unionid ?? openid, id)
  return { made, all: [id, ...owners.map((owner) => madeBy(owner, id))] }
}

/** The second half of an id seals the first: only who knows the owner can tell whose it is. */
function madeBy(owner: string, key: string): string {
  const half = digits(`${owner} ${key}`)
  return half + sealOf(owner, half)
}

const isMadeBy = (owner: string, id: string): boolean => id.slice(16) === sealOf(owner, id.slice(0, 16))

const sealOf = (owner: string, half: string): string => digits(`${owner} sealed ${half}`)

/** 16 hexadecimal digits. */
const digits = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
