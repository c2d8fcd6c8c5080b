import { encode, invert, type Key } from './keys'
import { valuesAt } from './paths'
import type { Place } from './places'
import type { Document, Order, Value } from './value'

/** An index as collections.json declares it. */
export interface IndexDeclaration {
  name: string
  keys: Order
  unique: boolean
}

/** An index with two facts about its entries. What is so once stays so until the index is rebuilt. */
export interface Index extends IndexDeclaration {
  /**
   * The fields of which some document has several values, and so several entries, one per array element. Two conditions on
   * such a field can match two elements, and its values come in another order than the documents.
   */
  lists: string[]
  /** Some value was too long and was cut off, so the order of the entries is not always the order of the values. */
  cut: boolean
}

/** A collection as it is stored in the database. */
export interface Collection {
  name: string
  indexes: Index[]
  /** Fields with an index of places, which is not built: it says that `geoNear` may ask for them, and what they must hold. */
  placeFields?: string[]
}

/** Stands for the documents themselves, which are stored in the order of their _id. */
export const primaryIndex: Index = {
  name: '_id_',
  keys: [['_id', 1]],
  unique: true,
  lists: [],
  cut: false,
}

/** Stands for the documents in the order in which they were inserted. */
export const naturalOrder: Index = { name: '', keys: [], unique: false, lists: [], cut: false }

/**
 * A key of LMDB has at most 1978 bytes. The names and the _id need some of them, so the values of an index get this
 * many. A longer value is cut off. The order stays right except among values with the same beginning.
 */
const maxValueBytes = 1000

/** An index that has the _id among its fields needs nothing else to keep its entries apart. */
export const holdsId = (index: IndexDeclaration): boolean => index.keys.some(([field]) => field === '_id')

/** Gives the key of a field's value in the index, before it is inverted for a descending field. */
export function entryValue(index: IndexDeclaration, field: string, value: Value): { key: Key; cut: boolean } {
  const key = encode(value)
  const bytes = Math.floor(maxValueBytes / index.keys.length)
  // An _id must never be cut off, since it keeps entries apart. Inserting a document limits its length.
  return field === '_id' || key.length <= bytes
    ? { key, cut: false }
    : { key: key.slice(0, bytes), cut: true }
}

export interface Entries {
  /** Relative to the key at which the index begins. */
  keys: Key[]
  /** The keys without the place that keeps them apart: a unique index compares these. */
  prefixes: Key[]
  /** The fields of which the document has several values. */
  lists: string[]
  cut: boolean
}

/**
 * Gives the document's entries in an index: one, or with arrays one for each combination of elements. Equal ones are
 * sorted by the documents' places, as MongoDB sorts them by its record ids.
 */
export function entriesOf(document: Document, index: IndexDeclaration, place: Place): Entries {
  let cut = false
  const lists: string[] = []
  let prefixes: Key[] = ['']
  for (const [field, direction] of index.keys) {
    const values = valuesAt(document, field).map((value) => {
      const entry = entryValue(index, field, value)
      cut ||= entry.cut
      return direction === 1 ? entry.key : invert(entry.key)
    })
    const keys = values.length > 1 ? [...new Set(values)] : values
    if (keys.length > 1) lists.push(field)
    prefixes =
      keys.length > 1
        ? prefixes.flatMap((prefix) => keys.map((key) => prefix + key))
        : prefixes.map((prefix) => prefix + keys[0])
  }
  const suffix = holdsId(index) ? '' : encode(place)
  return { keys: prefixes.map((prefix) => prefix + suffix), prefixes, lists, cut }
}
