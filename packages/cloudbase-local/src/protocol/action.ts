import type * as z from 'zod/mini'
import { invalidParameter } from '../errors'
import type { Invocation } from '../invocation'
import type { Stage } from '../store/stage'
import type { Fields, Order } from '../store/value'
import type { Work } from '../trace'
import type { Inspect, DataAccess } from '../watchman'

/** A request that has been parsed but not yet carried out: what it concerns, and how to carry it out. */
export interface Prepared extends DataAccess {
  /** The interface of WeChat that is called. */
  api?: string
  order?: Order
  /** For a read: which fields the answer includes, or leaves out. */
  fields?: Fields | undefined
  /** For an aggregation: the stages that work on the documents of `query`. */
  stages?: Stage[]
  /** Carries the request out. Calls `inspect` with every document before it is returned or changed. */
  perform(inspect: Inspect | undefined): Outcome | Promise<Outcome>
  /** Called when the request fails or is refused. */
  fail?(): void
}

export interface Outcome {
  /** The answer to the SDK, without the request id; bytes are sent as they are. */
  reply: object | Buffer
  work?: Work
  /** What the answer tells the function of, when that is an error. */
  error?: { code: string; message: string }
}

export interface Context {
  invocation: Invocation
  /** Epoch milliseconds by the clock of the invocation, which may stand still. */
  now: number
  /** Checks a further access that the request makes, as the watchman checks the request itself; see `Watchman.watch`. */
  watch(access: DataAccess): Inspect | undefined
}

/** Parses the request of one action. Raises INVALID_PARAM when the SDK would not send such a request. */
export type Action = (body: unknown, context: Context) => Prepared

/** Makes an action from the schema of its request and a function that prepares the parsed request. */
export function action<Schema extends z.ZodMiniType>(
  schema: Schema,
  prepare: (request: z.output<Schema>, context: Context) => Prepared,
): Action {
  return (body, context) => {
    const result = schema.safeParse(body)
    if (result.success) return prepare(result.data, context)
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw invalidParameter(`param error: ${problems.join('; ')}`)
  }
}
