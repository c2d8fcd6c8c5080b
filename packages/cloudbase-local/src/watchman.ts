import { exceptionsIn, type Collections, type FunctionSettings } from './environment'
import { accessDenied } from './errors'
import type { Invocation } from './invocation'
import { bears, belongs, confines, keepsOwner } from './ownership'
import { identityOf, type Identity } from './people'
import type { Residents } from './residents'
import type { Document, Fields } from './store/value'
import type { Violation, ViolationKind } from './trace'

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

/** What the watchman itself can tell of a violation. */
export type Finding = Omit<Violation, 'lines'>

/** An answer can hold a thousand documents, and the trace keeps a thousand requests. */
const maxForeign = 100

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
  /** May be changed at any time, and counts from the next request on. */
  mode: WatchmanMode
  private readonly exceptionKeys: Set<string>

  constructor(private readonly options: Options) {
    this.mode = options.mode
    const exceptions = exceptionsIn(options.functionSettings)
    this.exceptionKeys = new Set(exceptions.map(({ function: name, collection }) => `${name} ${collection}`))
  }

  /**
   * Checks a request before it runs. Gives a function that must then be called with each document of the request, or
   * undefined when the documents need no check. `note` is called with a violation, and again when documents of more
   * owners are found. In the mode `refuse` both this method and the function raise DATABASE_PERMISSION_DENIED.
   */
  watch(invocation: Invocation, access: DataAccess, note: (finding: Finding) => void): Inspect | undefined {
    const { collection } = access
    if (collection === undefined || !this.options.collections[collection]?.owned) return undefined
    if (this.exceptionKeys.has(`${invocation.function} ${collection}`)) return undefined

    const identity = identityOf(invocation.caller.person)
    const owners = new Set<string>()
    const foreign = new Map<string, string>()
    const meet = (document: Fields) => {
      const owner = this.options.residents.ownerOf(document)
      owners.add(owner)
      if (foreign.size < maxForeign && !(identity && belongs(document, identity)))
        foreign.set(String(document['_id']), owner)
    }
    const violate = (kind: ViolationKind) => {
      const finding = {
        kind,
        why: reasons[kind],
        owners: [...owners].sort(),
        foreign: Object.fromEntries(foreign),
      }
      note(finding)
      if (this.mode === 'refuse')
        throw accessDenied(invocation.function, invocation.caller.key, collection, finding)
    }

    const kind = faultIn(access, identity)
    if (kind !== undefined) {
      documentsConcerned(access).forEach(meet)
      return void violate(kind)
    }
    return (document) => {
      if (identity && belongs(document, identity)) return
      meet(document)
      violate('foreign')
    }
  }
}

const reasons: Record<ViolationKind, string> = {
  nobody: 'the caller has no identity, so no document is its own',
  unconfined:
    "the query is not confined to the caller: _openid or unionid must equal the caller's in every branch of it",
  foreign: "the query let in a document that is not the caller's",
  insert: "a new document does not bear the caller's identity",
  update: "the update makes _openid or unionid something else than the caller's",
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
function faultIn({ query, update }: DataAccess, identity: Identity | undefined): ViolationKind | undefined {
  if (!query && !update) return undefined
  if (!identity) return 'nobody'
  if (query && !confines(query, identity)) return 'unconfined'
  if (Array.isArray(update))
    return update.some((document) => !bears(document, identity)) ? 'insert' : undefined
  return update && !keepsOwner(update, identity) ? 'update' : undefined
}
