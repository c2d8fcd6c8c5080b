import type { Failure } from '../../shared/answer'

/**
 * Thrown by whatever refuses a call on purpose; `serve` turns it into the answer. Anything else that is thrown is a fault.
 */
export class Refusal extends Error {
  override name = 'Refusal'
  constructor(readonly failure: Failure<unknown>) {
    super(`${failure.code}: ${failure.message}`)
  }
}

/** Raises NOT_FOUND. */
export function notFound(): never {
  throw new Refusal({ code: 'NOT_FOUND', message: 'You own nothing that has this id.' })
}

/** Raises CONFLICT: the document was changed since the caller read it. `current` is how it stands. */
export function conflict(current: { rev: number }): never {
  throw new Refusal({
    code: 'CONFLICT',
    message: `It is at revision ${current.rev} by now.`,
    details: { current },
  })
}

/** Raises LIMIT_EXCEEDED. `message` says what there is room for. */
export function full(message: string): never {
  throw new Refusal({ code: 'LIMIT_EXCEEDED', message })
}
