import { exceptionsIn, type Collections, type FunctionSettings } from './environment'
import { accessDenied } from './errors'
import type { Invocation } from './invocation'
import { bears, belongs, confines, keepsOwner } from './ownership'
import { identityOf, type Identity } from './people'
import type { Residents } from './residents'
import type { Document, Fields } from './store/value'
import type { Violation } from './trace'

/** `refuse`: a violation fails, and nothing is read or written. `report`: it goes through and is only recorded. */
export type WatchmanMode = 'refuse' | 'report'

/** Reads what follows `--watchman`. Raises an error that names the choices. */
export function watchmanMode(text: string): WatchmanMode {
  if (text === 'refuse' || text === 'report') return text
  throw new Error(`--watchman must be refuse or report, not ${text}.`)
}

/** The part of a request that the watchman judges. */
export interface DataAccess {
  collection?: string
  /** Selects the documents to read or change. Absent for an insert: then `update` holds the new documents. */
  query?: Fields
  update?: Fields | Fields[]
  /** Gives the documents that `query` selects, before any change. */
  rows?(): Document[]
}

/** Called with each document before it is returned or changed. If it raises, the statement ends. */
export type Inspect = (document: Document) => void

interface Options {
  mode: WatchmanMode
  collections: Collections
  functionSettings: FunctionSettings
  residents: Residents
}

/**
 * CloudBase's security rules do not apply to cloud functions, so nothing in the real cloud stops a function that
 * forgets to check the owner. Here every request on an owned collection is checked twice: its query must confine it to
 * the caller's documents, and each document that it then finds must belong to the caller.
 */
export class Watchman {
  private readonly exceptionKeys: Set<string>

  constructor(private readonly options: Options) {
    const exceptions = exceptionsIn(options.functionSettings)
    this.exceptionKeys = new Set(exceptions.map(({ function: name, collection }) => `${name} ${collection}`))
  }

  /**
   * Checks a request before it runs. Gives a function that must then be called with each document of the request, or
   * undefined when the documents need no check. `note` is called with a violation, and again when documents of more
   * owners are found. In the mode `refuse` both this method and the function raise DATABASE_PERMISSION_DENIED.
   */
  watch(
    invocation: Invocation,
    access: DataAccess,
    note: (violation: Violation) => void,
  ): Inspect | undefined {
    const { collection } = access
    if (collection === undefined || !this.options.collections[collection]?.owned) return undefined
    if (this.exceptionKeys.has(`${invocation.function} ${collection}`)) return undefined

    const identity = identityOf(invocation.caller.person)
    const owners = new Set<string>()
    const meet = (document: Fields) => owners.add(this.options.residents.ownerOf(document))
    const violate = (why: string) => {
      const violation = { why, owners: [...owners].sort() }
      note(violation)
      if (this.options.mode === 'refuse')
        throw accessDenied(invocation.function, invocation.caller.key, collection, violation)
    }

    const why = faultIn(access, identity)
    if (why !== undefined) {
      documentsConcerned(access).forEach(meet)
      return void violate(why)
    }
    return (document) => {
      if (identity && belongs(document, identity)) return
      meet(document)
      violate("the query let in a document that is not the caller's")
    }
  }
}

/** Gives the new documents, or those that the query selects. A query that fails concerns no documents. */
function documentsConcerned({ query, update, rows }: DataAccess): Fields[] {
  if (!query) return Array.isArray(update) ? update : []
  try {
    return rows?.() ?? []
  } catch {
    return []
  }
}

/** Says what is wrong with the request itself, whatever documents there are; undefined when nothing is. */
function faultIn({ query, update }: DataAccess, identity: Identity | undefined): string | undefined {
  if (!query && !update) return undefined
  if (!identity) return 'the caller has no identity, so no document is its own'
  if (query && !confines(query, identity))
    return "the query is not confined to the caller: _openid or unionid must equal the caller's in every branch of it"
  if (Array.isArray(update)) {
    const hasForeign = update.some((document) => !bears(document, identity))
    return hasForeign ? "a new document does not bear the caller's identity" : undefined
  }
  if (update && !keepsOwner(update, identity))
    return "the update makes _openid or unionid something else than the caller's"
  return undefined
}
