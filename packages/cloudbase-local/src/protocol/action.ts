import type * as z from 'zod/mini'
import { invalidParameter } from '../errors'
import type { Invocation } from '../invocation'
import type { Stage } from '../store/pipeline'
import type { Fields, Order } from '../store/value'
import type { Work } from '../trace'
import type { Inspect, Wanted } from '../watchman'

/** A request that has been read and not been done yet: what it is about, and how to do it. */
export interface Prepared extends Wanted {
  order?: Order
  /** The fields that the answer is to have, or to be without. */
  fields?: Fields | undefined
  /** What is done with the documents that `query` selects. */
  stages?: Stage[]
  /** Shows every document that it reads or changes to `inspect`. */
  perform(inspect: Inspect | undefined): Outcome | Promise<Outcome>
  /** Called when it fails or is refused. */
  fail?(): void
}

export interface Outcome {
  /** Goes to the SDK, beside the request id. */
  reply: object
  work?: Work
}

export interface Context {
  invocation: Invocation
  /** Epoch milliseconds by the clock of the invocation. */
  now: number
}

/** Reads one action's request. Raises INVALID_PARAM when it is not as the SDK would send it. */
export type Action = (body: unknown, context: Context) => Prepared

export function action<Schema extends z.ZodMiniType>(
  schema: Schema,
  prepare: (request: z.output<Schema>, context: Context) => Prepared,
): Action {
  return (body, context) => {
    const parsed = schema.safeParse(body)
    if (parsed.success) return prepare(parsed.data, context)
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw invalidParameter(`param error: ${problems.join('; ')}`)
  }
}
