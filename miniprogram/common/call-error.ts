import type { Failure } from '../../shared/answer'

/** Why a call failed: a refusal of the function, or no answer at all. */
export type CallFailure =
  | Failure<unknown>
  /** The phone could not reach the cloud, or the connection broke: the call may or may not have been carried out. */
  | { code: 'NETWORK'; message: string }
  /** No answer in time: the call may or may not have been carried out. */
  | { code: 'TIMEOUT'; message: string }

export type CallErrorCode = CallFailure['code']

/** Raised by every call that brought no data. The i18n table has a sentence for each `code`. */
export class CallError extends Error {
  override readonly name = 'CallError'

  /**
   * `called` is the function that refused; absent where no function answered. `again` tells whether a first try of the call
   * had given no answer: that one may have been carried out.
   */
  constructor(
    readonly failure: CallFailure,
    readonly called?: string,
    readonly again = false,
  ) {
    super(`${failure.code}: ${failure.message}`)
  }

  get code(): CallErrorCode {
    return this.failure.code
  }
}

/** What was caught, as a failed call. Anything else is a mistake in the program and is raised again. */
export function asCallError(caught: unknown): CallError {
  rethrowUnlessCallError(caught)
  return caught
}

/**
 * For a call whose failure needs no answer. Anything else that was caught is a mistake in the program, and is raised
 * again.
 */
export function rethrowUnlessCallError(caught: unknown): asserts caught is CallError {
  if (!(caught instanceof CallError)) throw caught
}
