import type { Collections } from '../environment'
import { entriesIn, recordOf, type Placed } from './changes'
import { load } from './ejson'
import { entriesVersion, fieldKeysOf, type Collection, type IndexDeclaration } from './indexes'
import { after, encode, layout, type Key } from './keys'
import { lastPlace, placeChanges, placeOf } from './places'
import type { Document, Order } from './value'
import type { Database } from './view'

/**
 * Gives all collections of the database. First it creates the declared ones, and rebuilds the indexes of those whose
 * declaration has changed, or that an older version wrote. Raises E11000 when the documents break a unique index.
 */
export function openCollections(database: Database, declared: Collections): Map<string, Collection> {
  const start = layout.collections
  const collections = new Map<string, Collection>()
  for (const [, text] of database.entries({ from: start, to: after(start) }, false)) {
    const collection: Collection = JSON.parse(text)
    collections.set(collection.name, collection)
  }
  for (const [name, present] of collections)
    if (present.version !== entriesVersion)
      collections.set(name, build(database, name, present.indexes, present))
  for (const [name, { indexes }] of Object.entries(declared)) {
    const declaredIndexes = indexes.flatMap(builtIndex)
    const present = collections.get(name)
    if (!present || present.indexes.map(shape).join() !== declaredIndexes.map(shape).join())
      collections.set(name, build(database, name, declaredIndexes, present))
    const fields = indexes.flatMap(({ keys }) =>
      Object.keys(keys).filter((field) => keys[field] === '2dsphere'),
    )
    const collection = collections.get(name)
    if (collection) collection.placeFields = fields
  }
  return collections
}

/** Gives an index as it is built, unless it is one of places. */
export function builtIndex({ keys, ...index }: Collections[string]['indexes'][number]): IndexDeclaration[] {
  const built: Order = []
  for (const [field, direction] of Object.entries(keys))
    if (direction === '2dsphere') return []
    else built.push([field, direction])
  return [{ ...index, keys: built }]
}

/** Creates an empty collection without indexes. */
export function createCollection(database: Database, name: string): Collection {
  return build(database, name, [], undefined)
}

const shape = ({ name, keys, unique }: IndexDeclaration) => JSON.stringify([name, keys, unique])

/** How many documents an index takes in at a time, so that they fit into memory. */
const documentsAtATime = 100_000

/** Builds all indexes of a collection from its documents. Raises E11000 when the documents break a unique index. */
function build(
  database: Database,
  name: string,
  declared: IndexDeclaration[],
  present: Collection | undefined,
): Collection {
  const collection: Collection = {
    name,
    version: entriesVersion,
    indexes: declared.map((index) => ({ ...index, lists: [], cut: false })),
  }
  return database.write(() => {
    for (const { name: index } of present?.indexes ?? []) {
      database.apply(keysOf(database, layout.index(name, index)).map((key) => [key, undefined]))
    }
    const keys = keysOf(database, layout.documents(name))
    for (let from = 0; from < keys.length; from += documentsAtATime) {
      const documents = withPlaces(database, collection, keys.slice(from, from + documentsAtATime))
      for (const index of collection.indexes)
        // Where values must be unique, each document has to see those before it.
        for (const batch of index.unique ? documents.map((document) => [document]) : [documents])
          database.apply(
            sortedByKey(batch.flatMap((document) => entriesIn(database, collection, index, document))),
          )
    }
    database.apply([[layout.collection(name), recordOf(collection)]])
    return collection
  })
}

/** Gives what the indexes look at of these documents, and their places. A document that has none gets the next one. */
function withPlaces(database: Database, { name, indexes }: Collection, keys: Key[]): Placed[] {
  const fields = new Set(indexes.flatMap(({ keys }) => keys.map(([path]) => path.split('.')[0] ?? '')))
  let last = lastPlace(database, name)
  return keys.map((key) => {
    const document = load(database.get(key) ?? '')
    const id = encode(document._id)
    let place = placeOf(database, name, id)
    if (place === undefined) {
      place = ++last
      database.apply(placeChanges(name, id, place))
    }
    const seen: Document = { _id: document._id }
    for (const field of fields) seen[field] = document[field]
    return { document: seen, fieldKeys: fieldKeysOf(seen), place }
  })
}

/** LMDB writes keys several times as quickly in their order as in any other. */
const sortedByKey = (entries: [Key, string][]) => entries.sort((a, b) => (a[0] < b[0] ? -1 : 1))

/** Gives a copy of the keys, because the database must not be written while it is being read. */
function keysOf(database: Database, start: string): string[] {
  return Array.from(database.entries({ from: start, to: after(start) }, false), ([key]) => key)
}
