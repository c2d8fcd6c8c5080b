import { encode, invert, type Key } from './keys'
import { valuesAt } from './paths'
import type { Document, Order, Value } from './value'

/** An index as it is declared. */
export interface IndexDeclaration {
  name: string
  keys: Order
  unique: boolean
}

/** An index and what is known of its entries; both marks, once set, stay until it is rebuilt. */
export interface Index extends IndexDeclaration {
  /** Some document has several entries: one field's conditions may be met by different elements. */
  multikey: boolean
  /** Some value was too long and is held by its beginning only: entries in a row are not fully ordered. */
  cut: boolean
}

/** A collection as the store keeps it. */
export interface Collection {
  name: string
  indexes: Index[]
}

/** The documents themselves, ordered by _id. */
export const primaryIndex: Index = {
  name: '_id_',
  keys: [['_id', 1]],
  unique: true,
  multikey: false,
  cut: false,
}

/**
 * LMDB takes keys of 1978 bytes. Names and _id have their share; this is what an index's values may fill. A value
 * that is longer is cut, which keeps the order except among values that are cut alike.
 */
const maxValueBytes = 1000

/** What entries are ordered by: the declared fields, and after them _id, which makes every entry distinct. */
export function entryOrder(index: IndexDeclaration): Order {
  return holdsId(index) ? index.keys : [...index.keys, ['_id', 1]]
}

const holdsId = (index: IndexDeclaration) => index.keys.some(([field]) => field === '_id')

/** A field's value as the index holds it, before it is turned round for a descending field. */
export function entryValue(index: IndexDeclaration, field: string, value: Value): { key: Key; cut: boolean } {
  const key = encode(value)
  const bytes = Math.floor(maxValueBytes / index.keys.length)
  // The length of an _id is limited where it is inserted, and entries differ by it: it is never cut.
  return field === '_id' || key.length <= bytes
    ? { key, cut: false }
    : { key: key.slice(0, bytes), cut: true }
}

export interface Entries {
  /** Without the index's own beginning. */
  keys: Key[]
  /** The keys without the _id that makes them distinct: what a unique index compares. */
  prefixes: Key[]
  multikey: boolean
  cut: boolean
}

/** The document's entries in an index: one, or for arrays one for each way to pick an element. */
export function entriesOf(document: Document, index: IndexDeclaration): Entries {
  let cut = false
  let prefixes: Key[] = ['']
  for (const [field, direction] of index.keys) {
    const values = new Set<Key>()
    for (const value of valuesAt(document, field)) {
      const entry = entryValue(index, field, value)
      values.add(direction === 1 ? entry.key : invert(entry.key))
      cut ||= entry.cut
    }
    prefixes = prefixes.flatMap((prefix) => [...values].map((value) => prefix + value))
  }
  const suffix = holdsId(index) ? '' : encode(document._id)
  return { keys: prefixes.map((prefix) => prefix + suffix), prefixes, multikey: prefixes.length > 1, cut }
}
