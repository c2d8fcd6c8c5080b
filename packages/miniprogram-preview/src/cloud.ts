/*
 * What the preview asks of a cloud, and all it knows of one. A cloud that is served at the preview's own address answers
 *
 *   GET  /people        the people who can hold a phone: `Record<string, Card>`, by key
 *   POST /people/KEY    `{ "unionid": true }` or false: switches that person's UNIONID
 *   POST /call/NAME     calls a cloud function, in the name of the person in the header x-local-person
 *   GET  /trace         server-sent events: `request`, then the `call` that made it, each with its record
 *
 * Where nobody answers /people the phones are shown without a cloud. Records may hold more than is named here.
 */

/** One who can call functions. */
export interface Card {
  name: string
  /** This mini program, one that may share the environment, one that may not; or no phone at all. */
  via: 'app' | 'sibling' | 'stranger' | 'timer'
  /** Has a UNIONID now. */
  unionid: boolean
  /** Has one declared, which can be switched on and off. */
  switchable: boolean
}

/** One call of a function. */
export interface CallRecord {
  /** Epoch milliseconds when it began. */
  at: number
  invocation: string
  function: string
  /** The caller's key. */
  person: string
  event: unknown
  answer?: unknown
  error?: { code: string; message: string }
  ms: number
  /** Requests that it made to the cloud. */
  roundTrips: number
  /** Those of them that reached past the caller's own documents. */
  violations: number
}

/** One request of a function to the cloud. */
export interface RequestRecord {
  invocation: string
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
  /** Names of the indexes that were read, joined by commas. */
  index?: string
  /** Documents that were read to answer, that were answered, and that were written or removed. */
  examined?: number
  returned?: number
  changed?: number
  error?: { code: string; message: string }
  violation?: { why: string; owners: string[] }
}
