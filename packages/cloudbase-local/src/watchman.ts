import { exceptionsIn, type Collections, type FunctionSettings } from './environment'
import { accessDenied } from './errors'
import type { Invocation } from './invocation'
import { bears, belongs, confines, keepsOwner } from './ownership'
import { identityOf, type Identity } from './people'
import type { Residents } from './residents'
import type { Document, Fields } from './store/value'
import type { Violation } from './trace'

/** Whether a violation is answered with an error, with nothing read or written, or goes through and is only noted. */
export type WatchmanMode = 'refuse' | 'report'

/** Reads what follows `--watchman`. Raises an error that names the choices. */
export function watchmanMode(text: string): WatchmanMode {
  if (text === 'refuse' || text === 'report') return text
  throw new Error(`--watchman must be refuse or report, not ${text}.`)
}

/** What a request wants of a collection. */
export interface Wanted {
  collection?: string
  /** Which documents it reads or changes. Not there: those of `update` are new ones. */
  query?: Fields
  update?: Fields | Fields[]
  /** The documents that `query` selects, as they stand. */
  rows?(): Document[]
}

/** Is shown each document before it is returned or changed. What it raises ends the statement. */
export type Inspect = (document: Document) => void

interface Options {
  mode: WatchmanMode
  collections: Collections
  functionSettings: FunctionSettings
  residents: Residents
}

/**
 * Security rules do not bind cloud functions, so here each request on an owned collection is looked at twice: its
 * query must confine it to the caller, and then each document that it meets must be the caller's.
 */
export class Watchman {
  private readonly excepted: Set<string>

  constructor(private readonly options: Options) {
    const exceptions = exceptionsIn(options.functionSettings)
    this.excepted = new Set(exceptions.map(({ function: name, collection }) => `${name} ${collection}`))
  }

  /**
   * Judges a request before it is done, and gives what is to see its documents while it is; undefined where nothing is
   * to be watched. `note` is told of a violation, and again as more owners turn up. Raises
   * DATABASE_PERMISSION_DENIED for a violation that is to be refused, and so does what it gives.
   */
  watch(invocation: Invocation, wanted: Wanted, note: (violation: Violation) => void): Inspect | undefined {
    const { collection } = wanted
    if (collection === undefined || !this.options.collections[collection]?.owned) return undefined
    if (this.excepted.has(`${invocation.function} ${collection}`)) return undefined

    const own = identityOf(invocation.caller.person)
    const owners = new Set<string>()
    const meet = (document: Fields) => owners.add(this.options.residents.ownerOf(document))
    const violate = (why: string) => {
      const violation = { why, owners: [...owners].sort() }
      note(violation)
      if (this.options.mode === 'refuse')
        throw accessDenied(invocation.function, invocation.caller.key, collection, violation)
    }

    const why = faultIn(wanted, own)
    if (why !== undefined) {
      concerned(wanted).forEach(meet)
      return void violate(why)
    }
    return (document) => {
      if (own && belongs(document, own)) return
      meet(document)
      violate("the query let in a document that is not the caller's")
    }
  }
}

/** The new documents, or those that the query selects: none where it cannot be answered at all. */
function concerned({ query, update, rows }: Wanted): Fields[] {
  if (!query) return Array.isArray(update) ? update : []
  try {
    return rows?.() ?? []
  } catch {
    return []
  }
}

/** What is wrong with a request before any document is looked at. */
function faultIn({ query, update }: Wanted, own: Identity | undefined): string | undefined {
  if (!query && !update) return undefined
  if (!own) return 'the caller has no identity, so no document is its own'
  if (query && !confines(query, own))
    return "the query is not confined to the caller: _openid or unionid must equal the caller's in every branch of it"
  if (Array.isArray(update)) {
    const strange = update.some((document) => !bears(document, own))
    return strange ? "a new document does not bear the caller's identity" : undefined
  }
  if (update && !keepsOwner(update, own))
    return "the update makes _openid or unionid something else than the caller's"
  return undefined
}
