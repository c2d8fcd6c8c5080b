/** Why a function refused a call. A page turns each of them into a sentence in the user's language. */
export type ErrorCode =
  /** The call carries no usable OPENID: it did not come from a mini program, or the identity was damaged. */
  | 'UNAUTHENTICATED'
  /** The caller is known but may not call here: an app that is not on the allow-list, or a timer. */
  | 'FORBIDDEN_CALLER'
  /** The event does not follow the contract. `details.problems` names each failing path. */
  | 'INVALID_INPUT'
  /** The caller owns no such thing. Somebody else's document and an absent one look exactly alike. */
  | 'NOT_FOUND'
  /** The document was changed since the given `rev`. `details.current` is how it stands; nothing was written. */
  | 'CONFLICT'
  /** A quota is used up. */
  | 'LIMIT_EXCEEDED'
  /** A fault on the server's side. `details.requestId` finds it in the log; nothing else leaves. */
  | 'INTERNAL'

/** One failing place of an event: `path` is like `input.title`, empty for the event itself. */
export interface Problem {
  path: string
  message: string
}

interface Details<Current> {
  INVALID_INPUT: { problems: Problem[] }
  CONFLICT: { current: Current }
  INTERNAL: { requestId: string }
}

/**
 * A refused call. `message` is for developers; users are shown a sentence chosen by `code`. `Current` is the document that
 * a CONFLICT carries, `never` where there can be no CONFLICT.
 */
export type Failure<Current = never> = {
  [Code in ErrorCode]: { code: Code; message: string } & (Code extends keyof Details<Current>
    ? { details: Details<Current>[Code] }
    : { details?: never })
}[ErrorCode]

/** How every function answers a call that it refuses. */
export interface Refused<Current = never> {
  ok: false
  error: Failure<Current>
}

/** What every contract function answers. */
export type Answer<Data, Current = never> = { ok: true; data: Data } | Refused<Current>
