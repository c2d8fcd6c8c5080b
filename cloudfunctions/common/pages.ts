import type * as z from 'zod/mini'
import { invalid } from './event'
import type { Order, Position } from './keyset'
import type { Owned, OwnedCollection, Page } from './owned'

/** A list that is read in pages: its order, and what a position in that order looks like. */
export interface List {
  order: Order
  position: z.ZodMiniType<Position>
}

/** Which page: `cursor` is the `nextCursor` of the page before. */
export interface Which {
  cursor?: string | undefined
  limit: number
  /** The page ends before it holds more bytes than this, as JSON in UTF-8; one document it always holds. */
  maxBytes?: number
}

/**
 * One page of a list: so many documents at most, and the cursor of the next page, null at the end. One database request. Raises
 * INVALID_INPUT for a cursor that is not of a list like this one.
 */
export async function readPage<Fields extends object>(
  from: OwnedCollection<Fields>,
  { order, position }: List,
  { cursor, limit, maxBytes = Infinity }: Which,
  condition: Pick<Page<Fields>, 'equals' | 'contains' | 'without'>,
): Promise<{ documents: Owned<Fields>[]; nextCursor: string | null }> {
  const found = await from.page({
    ...condition,
    order,
    after: cursor === undefined ? undefined : positionAt(cursor, position),
    limit: limit + 1, // one more than asked for tells whether there is a next page
  })
  const documents = found.slice(0, Math.min(limit, countWithin(maxBytes, found)))
  const last = documents.at(-1)
  return { documents, nextCursor: last && found.length > documents.length ? cursorAfter(last, order) : null }
}

/** How many of the first documents weigh no more than that together, as JSON in UTF-8; one at least. */
export function countWithin(maxBytes: number, documents: object[]): number {
  if (maxBytes === Infinity) return documents.length
  let bytes = 0
  const tooMany = documents.findIndex((document) => {
    bytes += Buffer.byteLength(JSON.stringify(document))
    return bytes > maxBytes
  })
  return tooMany < 0 ? documents.length : Math.max(1, tooMany)
}

/** The place right after a document, as an opaque string. It only ever moves within the caller's own list. */
const cursorAfter = (document: object, order: Order): string =>
  Buffer.from(JSON.stringify(order.map(([field]) => Reflect.get(document, field)))).toString('base64url')

function positionAt(cursor: string, position: List['position']): Position {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    return notACursor()
  }
}

/** Raises INVALID_INPUT. */
export const notACursor = (): never =>
  invalid([{ path: 'input.cursor', message: 'Not a cursor: pass on the nextCursor of the page before.' }])
