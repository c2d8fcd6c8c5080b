import type { Caller } from './caller'
import { idsOfImported } from './ids'
import type { OwnedCollection } from './owned'
import { full } from './refusal'
import type { Amount, Quota } from './quota'

/** How many of the documents that came in are new, and how many were there before. */
export interface Imported {
  added: number
  present: number
}

/** What has to be said of an owned collection, so that documents of an export can come in again. */
export interface Importing<Fields extends object, Exported> {
  documentsOf: (caller: Caller) => OwnedCollection<Fields>
  /**
   * What is stored of an exported document that comes in at `now`, in epoch milliseconds. That is its revision, too: one
   * that no phone has seen, so that nothing that a phone still keeps can overwrite it unnoticed.
   */
  fromExported: (document: Exported, now: number) => Fields
  /** Number fields; what they add up to are the characters that a person keeps. */
  characters: readonly (keyof Fields & string)[]
  /** What one person may keep. */
  limit: Readonly<Amount>
}

/**
 * Adds those of the documents that the caller does not have; with `dryRun` it only tells how many they are. What is there
 * stays as it is. Raises LIMIT_EXCEEDED, with nothing added.
 */
export async function importInto<Fields extends object, Exported extends { id: string }>(
  collection: Importing<Fields, Exported> & { quota: Quota },
  caller: Caller,
  documents: readonly Exported[],
  dryRun: boolean,
  isSecondTry = false,
): Promise<Imported> {
  const { documentsOf, fromExported, characters, limit, quota } = collection
  const own = documentsOf(caller)
  const now = Date.now()
  const incoming = documents.map((document) => ({ document, ids: idsOfImported(caller, document.id) }))
  const taken = new Set(await own.idsAmong(incoming.flatMap(({ ids }) => ids.all)))
  const missing = incoming
    .filter(({ ids }) => !ids.all.some((id) => taken.has(id)))
    .map(({ document, ids }) => ({ ...fromExported(document, now), _id: ids.made }))
  const outcome = { added: missing.length, present: documents.length - missing.length }
  if (dryRun || missing.length === 0) return outcome
  const sizes = missing.flatMap((document) => characters.map((field) => Number(document[field])))
  const size = sizes.reduce((sum, each) => sum + each, 0)
  if (!(await quota.reserve(caller, size, missing.length)))
    full(`There is room for ${limit.count} documents and ${limit.characters} characters.`)
  if (await own.addAll(missing)) return outcome
  if (isSecondTry) throw new Error('An id is taken that no document of the caller has.')
  // The same file comes in twice at once: what the other call has added is there by now.
  return importInto(collection, caller, documents, dryRun, true)
}
