import * as z from 'zod/mini'
import { invalid } from '../common/event'
import type { Order } from '../common/keyset'
import type { Owned } from '../common/owned'
import type { StoredNote } from './stored'

/** Pinned first, then the newest; the id breaks ties. An index of `cloudbase/collections.json` has the same order. */
export const listOrder = [
  ['pinned', 'desc'],
  ['updatedAt', 'desc'],
  ['_id', 'desc'],
] as const satisfies Order

const position = z.tuple([
  z.boolean(),
  z.int().check(z.minimum(0)),
  z.string().check(z.regex(/^[0-9a-f]{32}$/)),
])

/** The place right after a note, as an opaque string. It only ever moves within the caller's own list. */
export const cursorAfter = ({ pinned, updatedAt, _id }: Owned<StoredNote>): string =>
  Buffer.from(JSON.stringify([pinned, updatedAt, _id])).toString('base64url')

/** Raises INVALID_INPUT for a string that `cursorAfter` did not make. */
export function positionOf(cursor: string): z.infer<typeof position> {
  const result = position.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()))
  if (result.success) return result.data
  return invalid([
    { path: 'input.cursor', message: 'Not a cursor: pass on the nextCursor of the page before.' },
  ])
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
