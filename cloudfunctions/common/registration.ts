import * as z from 'zod/mini'
import { id } from '../../shared/fields'
import type { Caller } from './caller'
import { importInto, type Imported, type Importing } from './import'
import type { Owned } from './owned'
import { readPage, type List, type Which } from './pages'
import { Quota, type Amount } from './quota'

/** What has to be said of an owned collection, so that it is exported, imported, counted, bounded and erased. */
interface Description<Name extends string, Fields extends object, Exported> extends Importing<
  Fields,
  Exported
> {
  /** As `cloudbase/collections.json` has it. */
  name: Name
  /** A stored document as its owner gets it in an export. */
  toExported: (document: Owned<Fields>) => Exported
}

/** An owned collection as the function `account` uses it. */
export interface Registration<Name extends string, Exported> {
  /** One page of all documents of the caller. One database request. */
  exportPage(
    caller: Caller,
    which: Which,
  ): Promise<{ collection: Name; documents: Exported[]; nextCursor: string | null }>
  /**
   * Adds those of these documents that the caller does not have; with `dryRun` it only tells how many they are. Two database
   * requests, and now and then one that measures the quota. Raises LIMIT_EXCEEDED, with nothing added.
   */
  importPage(caller: Caller, documents: readonly Exported[], dryRun: boolean): Promise<Imported>
  /** One database request. */
  usage(caller: Caller): Promise<Amount>
  /** Deletes `limit` of the caller's documents at most, by two database requests. False when none is left. */
  eraseSome(caller: Caller, limit: number): Promise<boolean>
  /** What bounds the collection. */
  readonly quota: Quota
}

/** By id, which never changes: a document that is moved or edited during an export is exported exactly once. */
const byId = {
  order: [['_id', 'desc']],
  position: z.tuple([id]),
} as const satisfies List

/** Describes an owned collection to the function `account`. Its list of registrations has one for each. */
export function register<Name extends string, Fields extends object, Exported extends { id: string }>(
  description: Description<Name, Fields, Exported>,
): Registration<Name, Exported> {
  const { name, documentsOf, toExported, characters, limit } = description
  const usage = async (caller: Caller) => {
    const { count, sum } = await documentsOf(caller).total(...characters)
    return { count, characters: sum }
  }
  const quota = new Quota(limit, usage)
  return {
    usage,
    quota,

    async exportPage(caller, which) {
      const { documents, nextCursor } = await readPage(documentsOf(caller), byId, which, { equals: {} })
      return { collection: name, documents: documents.map(toExported), nextCursor }
    },

    importPage: (caller, documents, dryRun) =>
      importInto({ ...description, quota }, caller, documents, dryRun),

    eraseSome: (caller, limit) => documentsOf(caller).removeSome(limit),
  }
}
