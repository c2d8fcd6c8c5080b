import * as z from 'zod/mini'
import { accountContract, type Imported } from '../../shared/account'
import type { Caller } from '../common/caller'
import { namesOf } from '../common/names'
import type { Handlers } from '../common/serve'
import { fromCursor, toCursor, type Place } from './export-cursor'
import { registrations, type Documents } from './registrations'

/** A page of the export ends at so many whole documents, or before they weigh so much: an answer of a function is bounded. */
const exportPageSize = 20
const exportPageBytes = 800_000
/** Documents that one call deletes in each collection. */
const eraseBatchSize = 500

const collections = namesOf(registrations)

/** Over all that is registered. A page of the export or of an import is one collection's; the others ask each of them. */
export const handlers: Handlers<typeof accountContract> = {
  async usage(_input, caller) {
    const usages = collections.map(async (name) => [name, await registrations[name].usage(caller)] as const)
    return z.parse(accountContract.usage.output, Object.fromEntries(await Promise.all(usages)))
  },

  async export({ cursor }, caller) {
    const place = cursor === undefined ? placeAfter() : fromCursor(cursor, collections)
    if (!place) throw new Error('There is nothing to export: no collection is registered.')
    const which = { cursor: place.cursor, limit: exportPageSize, maxBytes: exportPageBytes }
    const page = await registrations[place.collection].exportPage(caller, which)
    const next = page.nextCursor === null ? placeAfter(place) : { ...place, cursor: page.nextCursor }
    return { ...page, nextCursor: next ? toCursor(next) : null }
  },

  import: ({ page, dryRun }, caller) => importPage(page, caller, dryRun),

  async erase(_input, caller) {
    let left = false
    for (const name of collections)
      if (await registrations[name].eraseSome(caller, eraseBatchSize)) left = true
    return { left }
  },
}

/** The beginning of the next collection, or of the first one; undefined after the last. */
function placeAfter(place?: Place<string>): Place<(typeof collections)[number]> | undefined {
  const next = collections.findIndex((name) => name === place?.collection) + 1
  const collection = collections[next]
  return collection === undefined ? undefined : { collection, cursor: undefined }
}

const importPage = <Name extends keyof Documents>(
  { collection, documents }: { collection: Name; documents: Documents[Name][] },
  caller: Caller,
  dryRun: boolean,
): Promise<Imported> => registrations[collection].importPage(caller, documents, dryRun)
