import type { Failure } from '../../shared/answer'

/** Thrown by whatever refuses a call on purpose; `serve` turns it into the answer. Anything else thrown is a fault. */
export class Refusal extends Error {
  override name = 'Refusal'
  constructor(readonly failure: Failure) {
    super(`${failure.code}: ${failure.message}`)
  }
}
