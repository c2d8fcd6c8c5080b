import { after, encode, layout, type Key } from './keys'
import type { View } from './view'

/**
 * The place of a document says when it was inserted: a number that it keeps until it is removed. What is read without an
 * order comes by place, and so does what is equal in an order or in an index: MongoDB's natural order
 * (mongodb.com/docs/manual/reference/glossary, "natural order"), on which users of the platform rely.
 */
export type Place = number

/** Gives the place of the document with this _id; undefined when there is no such document. */
export function placeOf(view: View, collection: string, id: Key): Place | undefined {
  const text = view.get(layout.placeOf(collection) + id)
  return text === undefined ? undefined : Number(text)
}

/** Gives the place of the collection's newest document, and 0 when it has none. */
export function lastPlace(view: View, collection: string): Place {
  const [newest] = view.entries(wholeOf(collection), true)
  return newest ? (placeOf(view, collection, newest[1]) ?? 0) : 0
}

/** Gives the entries by which a document's _id is found by its place, and its place by its _id. */
export const placeChanges = (collection: string, id: Key, place: Place): [Key, string][] => [
  [layout.places(collection) + encode(place), id],
  [layout.placeOf(collection) + id, String(place)],
]

function wholeOf(collection: string) {
  const start = layout.places(collection)
  return { from: start, to: after(start) }
}
