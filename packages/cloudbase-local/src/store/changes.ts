import { duplicateKey } from '../errors'
import { load, stringify } from './ejson'
import { checkPlaces } from './geo/indexed'
import {
  entriesOf,
  fieldKeysOnce,
  type Collection,
  type Entries,
  type Index,
  type FieldKeysOf,
} from './indexes'
import { after, encode, layout, type Key } from './keys'
import { valuesAt, valueAt } from './paths'
import { placeChanges, placeOf, type Place } from './places'
import type { Document } from './value'
import type { View } from './view'

/** The keys that a write changes, each with its new value, or with undefined to remove the key. */
export type Changes = Map<Key, string | undefined>

/** A document as an index looks at it. */
export interface Placed {
  document: Document
  fieldKeys: FieldKeysOf
  place: Place
}

/** A document before and after a write. An insert has no `old` but a `place`, and a removal has no `new`. */
export interface Replacement {
  collection: Collection
  old?: Document | undefined
  new?: Document | undefined
  place?: Place
}

/**
 * Gives the changes of keys that replace one document by the other: the document's own key, its place, and its entries in
 * every index. Raises E11000 when another document in `view` already has the same values in a unique index, and MongoDB's error
 * when an index of places cannot take the document.
 */
export function changesFor(view: View, replacement: Replacement): Changes {
  const { collection, old: before, new: document } = replacement
  const changes: Changes = new Map()
  if (document) checkPlaces(document, collection.placeFields ?? [])
  const id = encode((document ?? before)?._id)
  const place = before ? placeOf(view, collection.name, id) : replacement.place
  if (place === undefined) throw new Error(`A document of ${collection.name} has no place`)
  const keysBefore = before && fieldKeysOnce(before)
  const placed = document && { document, fieldKeys: fieldKeysOnce(document), place }
  for (const index of collection.indexes) {
    const base = layout.index(collection.name, index.name)
    const entriesBefore = keysBefore ? entriesOf(keysBefore, index, place).keys : []
    const gone = new Set(entriesBefore.map((key) => base + key))
    for (const [key, value] of placed ? entriesIn(view, collection, index, placed) : [])
      if (!gone.delete(key)) changes.set(key, value)
    for (const key of gone) changes.set(key, undefined)
  }
  for (const [key, value] of recordChanges(view, collection)) changes.set(key, value)
  changes.set(documentKey(replacement), document && stringify(document))
  if (!before || !document)
    for (const [key, value] of placeChanges(collection.name, id, place)) changes.set(key, document && value)
  return changes
}

/** Gives the key under which the written document is stored. */
export function documentKey({ collection, old, new: document }: Replacement): Key {
  return layout.documents(collection.name) + encode((document ?? old)?._id)
}

/** Gives the collection's own entry, where its indexes know more by now than that says. */
function recordChanges(view: View, collection: Collection): [Key, string][] {
  const key = layout.collection(collection.name)
  const text = recordOf(collection)
  return view.get(key) === text ? [] : [[key, text]]
}

/** Gives what is stored of a collection itself. */
export const recordOf = (collection: Collection): string => JSON.stringify(collection)

/**
 * Gives a document's entries in one index, each with its value, and tells the index what it must know of them. Raises E11000 as
 * `changesFor` does.
 */
export function entriesIn(
  view: View,
  collection: Collection,
  index: Index,
  { document, fieldKeys, place }: Placed,
): [Key, string][] {
  const entries = entriesOf(fieldKeys, index, place)
  if (index.unique) checkUnique(view, collection, index, document, entries)
  const base = layout.index(collection.name, index.name)
  const id = encode(document._id)
  for (const field of entries.lists) if (!index.lists.includes(field)) index.lists.push(field)
  index.cut ||= entries.cut
  return entries.keys.map((key) => [base + key, id])
}

function checkUnique(
  view: View,
  collection: Collection,
  index: Index,
  document: Document,
  { prefixes }: Entries,
): void {
  const base = layout.index(collection.name, index.name)
  const id = encode(document._id)
  for (const prefix of prefixes)
    for (const [, other] of view.entries({ from: base + prefix, to: after(base + prefix) }, false))
      if (other !== id && sharesValues(index, document, view.get(layout.documents(collection.name) + other)))
        throw duplicateKey(collection.name, index.name, describeKey(index, document))
}

/** Long values are cut off in the index, so equal entries do not prove equal values: the documents must be compared. */
function sharesValues(index: Index, document: Document, text: string | undefined): boolean {
  if (text === undefined) return false
  const other = load(text)
  return index.keys.every(([field]) => {
    const values = new Set(valuesAt(other, field).map(encode))
    return valuesAt(document, field).some((value) => values.has(encode(value)))
  })
}

/** Gives the document's values in an index as MongoDB's error shows them: `{ _openid: "o1", n: 1 }`. */
export function describeKey(index: Pick<Index, 'keys'>, document: Document): string {
  const values = index.keys.map(([field]) => `${field}: ${stringify(valueAt(document, field) ?? null)}`)
  return `{ ${values.join(', ')} }`
}
