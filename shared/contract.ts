import type * as z from 'zod/mini'

/** One operation of a function: what it takes, and all that may leave it. */
export interface Action {
  readonly input: z.ZodMiniType
  readonly output: z.ZodMiniType
}

/** A function's operations by name. The event is `{ action, input }`, the answer is `Answer<Data>`. */
export type Contract = Readonly<Record<string, Action>>

export type ActionName<C extends Contract> = Extract<keyof C, string>

/** What a caller may send: fields that have a default may be left out. */
export type Input<A extends Action> = z.input<A['input']>

/** What a handler receives: validated, defaults filled in. */
export type Parsed<A extends Action> = z.output<A['input']>

/** What the caller gets back. */
export type Data<A extends Action> = z.output<A['output']>
