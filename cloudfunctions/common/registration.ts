import * as z from 'zod/mini'
import { id } from '../../shared/fields'
import type { Caller } from './caller'
import type { Owned, OwnedCollection } from './owned'
import { readPage, type List, type Which } from './pages'

/** How much one person keeps in one collection. */
export interface CollectionUsage {
  count: number
  characters: number
}

/** What has to be said of an owned collection, so that it is exported, counted and erased. */
interface Description<Name extends string, Fields extends object, Exported> {
  /** As `cloudbase/collections.json` has it. */
  name: Name
  documentsOf: (caller: Caller) => OwnedCollection<Fields>
  /** A stored document as its owner gets it in an export. */
  toExported: (document: Owned<Fields>) => Exported
  /** Number fields; what they add up to are the characters that a person keeps. */
  characters: readonly (keyof Fields & string)[]
}

/** An owned collection as the function `account` uses it. */
export interface Registration<Name extends string, Exported> {
  /** One page of all documents of the caller. One database request. */
  exportPage(
    caller: Caller,
    which: Which,
  ): Promise<{ collection: Name; documents: Exported[]; nextCursor: string | null }>
  /** One database request. */
  usage(caller: Caller): Promise<CollectionUsage>
  /** Deletes `limit` of the caller's documents at most, by two database requests. False when none is left. */
  eraseSome(caller: Caller, limit: number): Promise<boolean>
}

/** By id, which never changes: a document that is moved or edited during an export is exported exactly once. */
const byId = {
  order: [['_id', 'desc']],
  position: z.tuple([id]),
} as const satisfies List

/** Describes an owned collection to the function `account`. Its list of registrations has one for each. */
export const register = <Name extends string, Fields extends object, Exported>({
  name,
  documentsOf,
  toExported,
  characters,
}: Description<Name, Fields, Exported>): Registration<Name, Exported> => ({
  async exportPage(caller, which) {
    const { documents, nextCursor } = await readPage(documentsOf(caller), byId, which, { equals: {} })
    return { collection: name, documents: documents.map(toExported), nextCursor }
  },

  async usage(caller) {
    const { count, sum } = await documentsOf(caller).total(...characters)
    return { count, characters: sum }
  },

  eraseSome: (caller, limit) => documentsOf(caller).removeSome(limit),
})
