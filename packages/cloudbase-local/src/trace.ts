/** One call of a function by a person, or by another function on that person's behalf. */
export interface CallRecord {
  /** When the call began, in epoch milliseconds. */
  at: number
  invocation: string
  function: string
  /** The caller's key in the people file. */
  person: string
  event: unknown
  /** A call has either an `answer` or an `error`. */
  answer?: unknown
  error?: { code: string; message: string }
  /** How long the call took, in milliseconds. */
  ms: number
  /** How many requests the function made to the cloud. */
  roundTrips: number
  /** How many of those requests were violations. */
  violations: number
}

/** How much the store had to do for one statement. */
export interface Work {
  /** The indexes that were read, joined by commas: `_id_` is the primary index, `scan` means all documents. */
  index: string
  /** How many documents were read to find the answer. */
  examined: number
  returned: number
  /** How many documents were written or removed. */
  changed: number
}

/** One request of a function to the cloud. */
export interface RequestRecord extends Partial<Work> {
  /** When the request began, in epoch milliseconds. */
  at: number
  requestId: string
  invocation: string
  function: string
  caller: string
  action: string
  /** The interface of WeChat that was called; its input is in `query`. */
  api?: string
  collection?: string
  query?: unknown
  update?: unknown
  order?: unknown
  /** For a read: which fields the answer includes, or leaves out. */
  fields?: unknown
  /** For an aggregation: the stages after the first `$match`, which is in `query`. */
  stages?: unknown
  /** How long the request took, in milliseconds. */
  ms: number
  error?: { code: string; message: string }
  /** Present when the request reached other people's documents, or tried to. */
  violation?: Violation
}

export interface Violation {
  kind: ViolationKind
  why: string
  /** The owners of the documents concerned, by their keys in the people file; `somebody` stands for any other owner. */
  owners: string[]
  /** The owner, by the same keys, of each document concerned that is not the caller's, by its _id; of the first 100. */
  foreign: Record<string, string>
  /** The lines of the function's own code that made the request, innermost first: `common/owned.ts:120`. */
  lines: string[]
}

export type ViolationKind =
  /** The caller has no identity, so nothing can be its own. */
  | 'nobody'
  /** The query does not name the caller as the owner in every branch. */
  | 'unconfined'
  /** The query names the caller, and yet a document of somebody else was in its reach. */
  | 'foreign'
  /** A new document bears somebody else's identity, or none. */
  | 'insert'
  /** An update changes the owner. */
  | 'update'

export type TraceEntry = { type: 'call'; record: CallRecord } | { type: 'request'; record: RequestRecord }

/** The trace lives in memory, so it must not grow without end, by many entries or by large ones. */
const maxEntries = 2000
const maxCharacters = 32_000_000

/** The latest calls and requests, ordered by when they ended: the requests of a call come before the call itself. */
export class Trace {
  private entries: TraceEntry[] = []
  /** How many characters each entry has as JSON, and all of them together. */
  private sizes: number[] = []
  private total = 0
  private readonly listeners = new Map<(entry: TraceEntry) => void, () => void>()

  get calls(): CallRecord[] {
    return this.entries.flatMap((entry) => (entry.type === 'call' ? [entry.record] : []))
  }

  get requests(): RequestRecord[] {
    return this.entries.flatMap((entry) => (entry.type === 'request' ? [entry.record] : []))
  }

  add(entry: TraceEntry): void {
    const size = JSON.stringify(entry.record).length
    this.entries.push(entry)
    this.sizes.push(size)
    this.total += size
    // The newest entry stays, however large it is.
    while (this.entries.length > maxEntries || (this.total > maxCharacters && this.entries.length > 1)) {
      this.entries.shift()
      this.total -= this.sizes.shift() ?? 0
    }
    for (const listener of this.listeners.keys()) listener(entry)
  }

  clear(): void {
    this.entries = []
    this.sizes = []
    this.total = 0
    for (const cleared of this.listeners.values()) cleared()
  }

  /**
   * Calls `listener` with each entry so far, then with each new one, and `cleared` when all are forgotten. Gives a
   * function that stops this.
   */
  subscribe(listener: (entry: TraceEntry) => void, cleared: () => void = () => undefined): () => void {
    this.entries.forEach((entry) => listener(entry))
    this.listeners.set(listener, cleared)
    return () => this.listeners.delete(listener)
  }
}
