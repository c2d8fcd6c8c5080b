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
   * The fields that are an array in some document, which then has one entry per element. Two conditions on such a field can
   * match two elements, and its values come in another order than the documents.
   */
  lists: string[]
  /** Some value was too long and was cut off, so the order of the entries is not always the order of the values. */
  cut: boolean
}

/** A collection as it is stored in the database. */
export interface Collection {
  name: string
  /** How its entries are written: see `entriesVersion`. */
  version: number
  indexes: Index[]
  /** Fields with an index of places, which is not built: it says that `geoNear` may ask for them, and what they must hold. */
  placeFields?: string[]
}

/** To be raised when entries are written in another way: a folder with older ones has its indexes built anew. */
export const entriesVersion = 1

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

/** How much of a value's key an index keeps. An _id is never cut off, since it keeps entries apart: inserting limits its length. */
const keptBytes = (index: IndexDeclaration, field: string): number =>
  field === '_id' ? Infinity : Math.floor(maxValueBytes / index.keys.length)

/** Gives the key of a field's value in the index, before it is inverted for a descending field. */
export function entryValue(index: IndexDeclaration, field: string, value: Value): { key: Key; cut: boolean } {
  const key = encode(value)
  const bytes = keptBytes(index, field)
  return key.length <= bytes ? { key, cut: false } : { key: key.slice(0, bytes), cut: true }
}

/** What an index holds of one field of a document. */
interface FieldKeys {
  /** The different keys, one per value; inverted where the index has the field descending. */
  keys: Key[]
  /** Whether the field is an array, or lies in one. */
  isList: boolean
}

/** Gives what indexes hold of a document's fields. */
export type FieldKeysOf = (field: string, direction: 1 | -1) => FieldKeys

/** Of an array an index holds the elements, as MongoDB's does. The array as a whole is never looked up. */
export const fieldKeysOf =
  (document: Document): FieldKeysOf =>
  (field, direction) => {
    const values = valuesAt(document, field)
    const elements = values.length > 1 ? values.filter((value) => !Array.isArray(value)) : values
    const keys = elements.map((value) => (direction === 1 ? encode(value) : invert(encode(value))))
    return { keys: keys.length > 1 ? [...new Set(keys)] : keys, isList: values.length > 1 }
  }

/** The same, each key made once: most fields of an index are in others, too. */
export function fieldKeysOnce(document: Document): FieldKeysOf {
  const make = fieldKeysOf(document)
  const known = { 1: new Map<string, FieldKeys>(), [-1]: new Map<string, FieldKeys>() }
  return (field, direction) => {
    const made = known[direction].get(field) ?? make(field, direction)
    known[direction].set(field, made)
    return made
  }
}

export interface Entries {
  /** Relative to the key at which the index begins. */
  keys: Key[]
  /** The keys without the place that keeps them apart: a unique index compares these. */
  prefixes: Key[]
  /** The fields that are arrays, or lie in one. */
  lists: string[]
  cut: boolean
}

/**
 * Gives the document's entries in an index: one, or with arrays one for each combination of elements. Equal ones are
 * sorted by the documents' places, as MongoDB sorts them by its record ids.
 */
export function entriesOf(fieldKeys: FieldKeysOf, index: IndexDeclaration, place: Place): Entries {
  let cut = false
  const lists: string[] = []
  let prefixes: Key[] = ['']
  for (const [field, direction] of index.keys) {
    const bytes = keptBytes(index, field)
    const { keys, isList } = fieldKeys(field, direction)
    if (isList) lists.push(field)
    const isCut = keys.some((key) => key.length > bytes)
    cut ||= isCut
    const kept = isCut ? [...new Set(keys.map((key) => key.slice(0, bytes)))] : keys
    prefixes =
      kept.length > 1
        ? prefixes.flatMap((prefix) => kept.map((key) => prefix + key))
        : prefixes.map((prefix) => prefix + kept[0])
  }
  const suffix = holdsId(index) ? '' : encode(place)
  return { keys: prefixes.map((prefix) => prefix + suffix), prefixes, lists, cut }
}
