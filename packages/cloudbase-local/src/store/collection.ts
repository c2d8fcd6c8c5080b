import type { Collections } from '../environment'
import { changesFor } from './changes'
import { load } from './ejson'
import type { Collection, IndexDeclaration } from './indexes'
import { after, layout } from './keys'
import type { Database } from './view'

/** All collections the database holds, after those that are declared were made as they are declared. */
export function openCollections(database: Database, declared: Collections): Map<string, Collection> {
  const start = layout.collections
  const collections = new Map<string, Collection>()
  for (const [, text] of database.entries({ from: start, to: after(start) }, false)) {
    const collection: Collection = JSON.parse(text)
    collections.set(collection.name, collection)
  }
  for (const [name, { indexes }] of Object.entries(declared)) {
    const wanted = indexes.map(({ keys, ...index }) => ({ ...index, keys: Object.entries(keys) }))
    const present = collections.get(name)
    if (!present || present.indexes.map(shape).join() !== wanted.map(shape).join())
      collections.set(name, build(database, name, wanted, present))
  }
  return collections
}

export function createCollection(database: Database, name: string): Collection {
  return build(database, name, [], undefined)
}

const shape = ({ name, keys, unique }: IndexDeclaration) => JSON.stringify([name, keys, unique])

/** Indexes are made anew, all of them, when the declaration has changed. Raises E11000 for one that cannot be unique. */
function build(
  database: Database,
  name: string,
  declared: IndexDeclaration[],
  present: Collection | undefined,
): Collection {
  const collection: Collection = {
    name,
    indexes: declared.map((index) => ({ ...index, multikey: false, cut: false })),
  }
  return database.write(() => {
    for (const { name: index } of present?.indexes ?? []) {
      database.apply(keysOf(database, layout.index(name, index)).map((key) => [key, undefined]))
    }
    for (const key of keysOf(database, layout.documents(name))) {
      const document = load(database.get(key) ?? '')
      database.apply(changesFor(database, { collection, new: document }))
    }
    database.apply([[layout.collection(name), JSON.stringify(collection)]])
    return collection
  })
}

/** Copied, since the database is written while the keys are gone through. */
function keysOf(database: Database, start: string): string[] {
  return Array.from(database.entries({ from: start, to: after(start) }, false), ([key]) => key)
}
