/** One call of a function by a person, or by another function on that person's behalf. */
export interface CallRecord {
  /** Epoch milliseconds when it began. */
  at: number
  invocation: string
  function: string
  /** The caller's key in the people file. */
  person: string
  event: unknown
  /** Exactly one of `answer` and `error` is there. */
  answer?: unknown
  error?: { code: string; message: string }
  ms: number
  /** Requests that it made to the cloud. */
  roundTrips: number
  /** Those of them that were violations. */
  violations: number
}

/** What the store did for one statement. */
export interface Work {
  /** Names of the indexes that were read, joined by commas; `_id_` is the primary one, `scan` is all documents. */
  index: string
  /** Documents that were read to answer. */
  examined: number
  returned: number
  /** Documents that were written or removed. */
  changed: number
}

/** One request of a function to the cloud. */
export interface RequestRecord extends Partial<Work> {
  at: number
  requestId: string
  invocation: string
  function: string
  caller: string
  action: string
  collection?: string
  query?: unknown
  update?: unknown
  order?: unknown
  /** Of a reading, the fields that the answer is to have, or to be without. */
  fields?: unknown
  /** Of an aggregation, those after the first `$match`, which is the query. */
  stages?: unknown
  ms: number
  error?: { code: string; message: string }
  /** It reached past the caller's own documents, or would have. */
  violation?: Violation
}

export interface Violation {
  why: string
  /** Whose documents it met, by their keys in the people file; `somebody` is none of these. */
  owners: string[]
}

export type TraceEntry = { type: 'call'; record: CallRecord } | { type: 'request'; record: RequestRecord }

/** Entries that are kept; older ones are forgotten. */
const capacity = 2000

/** What happened lately, in the order in which it ended: the requests of a call come before the call. */
export class Trace {
  private entries: TraceEntry[] = []
  private readonly listeners = new Set<(entry: TraceEntry) => void>()

  get calls(): CallRecord[] {
    return this.entries.flatMap((entry) => (entry.type === 'call' ? [entry.record] : []))
  }

  get requests(): RequestRecord[] {
    return this.entries.flatMap((entry) => (entry.type === 'request' ? [entry.record] : []))
  }

  add(entry: TraceEntry): void {
    this.entries.push(entry)
    if (this.entries.length > capacity) this.entries = this.entries.slice(-capacity / 2)
    for (const listener of this.listeners) listener(entry)
  }

  clear(): void {
    this.entries = []
  }

  /** Calls `listener` with every entry that is kept, then with each new one. Gives back how to stop. */
  subscribe(listener: (entry: TraceEntry) => void): () => void {
    this.entries.forEach((entry) => listener(entry))
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
