/*
 * The preview's whole interface to a cloud. The cloud must be served at the same address as the preview and answer
 *
 *   GET  /people        the people who can call functions: `Record<string, Card>`, by key
 *   POST /people/KEY    `{ "unionid": true }` or false: switches that person's UNIONID on or off
 *   POST /call/NAME     calls a cloud function as the person named in the header x-local-person
 *   POST /login         for a cloud that knows codes: `{ code }`, which wx.login gives to that person
 *   POST /storage/…     for a cloud with files, as that person: `upload?path=PATH` with the bytes, `urls` and `delete` with
 *                       `{ fileList }`
 *   GET  /openapi       for a cloud with WeChat's interfaces: how each declared one behaves, `Record<string, OpenapiMood>`
 *   POST /openapi/NAME  `{ delayMs, errcode }` makes it slow or makes it fail, `{}` makes it as it was; answers as GET does
 *   GET  /trace         server-sent events: `request`, then the `call` that made it, each with its record
 *
 * If nothing answers /people, the preview shows its phones without a cloud. Records may have more fields than these.
 */

/** A person (or a timer) who can call functions. */
export interface Card {
  name: string
  /**
   * Where the person calls from: this mini program, another one that may share the environment (sibling), another one
   * that may not (stranger), or a timer, which has no phone.
   */
  via: 'app' | 'sibling' | 'stranger' | 'timer'
  /** Whether the person has a UNIONID now. */
  unionid: boolean
  /** Whether a UNIONID is declared for the person, so that it can be switched on and off. */
  switchable: boolean
  /** The OPENID, and the UNIONID that is declared: where a document bears one of them as its owner, it is this person's. */
  ids?: string[]
}

/** How a declared interface of WeChat, like `security.msgSecCheck`, behaves. */
export interface OpenapiMood {
  /** How long it takes, in milliseconds. */
  delayMs: number
  /** WeChat's number of the error that it fails with; 0 while it answers. */
  errcode: number
}

/** One call of a function. */
export interface CallRecord {
  /** When the call began, in epoch milliseconds. */
  at: number
  invocation: string
  function: string
  /** The caller's key. */
  person: string
  event: unknown
  answer?: unknown
  error?: { code: string; message: string }
  /** How long the call took, in milliseconds. */
  ms: number
  /** How many requests the function made to the cloud. */
  roundTrips: number
  /** How many of those requests reached other people's documents, or tried to. */
  violations: number
}

/** One request of a function to the cloud. */
export interface RequestRecord {
  invocation: string
  action: string
  /** The interface of WeChat that was called; what was sent is in `query`. */
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
  /** The names of the indexes that were read, joined by commas. */
  index?: string
  /** How many documents were read to find the answer, how many were returned, how many were written or removed. */
  examined?: number
  returned?: number
  changed?: number
  error?: { code: string; message: string }
  violation?: Violation
}

/** A request that reached other people's documents, or tried to. */
export interface Violation {
  /** One sentence for developers, in English. */
  why: string
  /** What kind of fault it is, so that the desk can say it in the language of the page. */
  kind?: ViolationKind
  /** Whose documents were concerned: people's keys. */
  owners: string[]
  /** The key of the owner of each document concerned that is not the caller's, by its `_id`. */
  foreign?: Record<string, string>
  /** The lines of the function's code that made the request, innermost first: `common/owned.ts:120`. */
  lines?: string[]
}

export type ViolationKind = 'nobody' | 'unconfined' | 'foreign' | 'insert' | 'update'
