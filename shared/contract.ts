import type * as z from 'zod/mini'

/** One operation of a function: what it takes, and all that may leave it. */
export interface Action {
  readonly input: z.ZodMiniType
  readonly output: z.ZodMiniType
  /** The document that a CONFLICT carries, as it stands. An action without it raises no CONFLICT. */
  readonly current?: z.ZodMiniType
}

/** An action that may raise a CONFLICT. */
export interface Conflicting extends Action {
  readonly current: z.ZodMiniType
}

/** A function's operations by name. The event is `{ action, input }`, the answer is `Answer<Data, Current>`. */
export type Contract = Readonly<Record<string, Action>>

export type ActionName<C extends Contract> = Extract<keyof C, string>

/** What a caller may send: fields that have a default may be left out. */
export type Input<A extends Action> = z.input<A['input']>

/** What a handler receives: validated, defaults filled in. */
export type Parsed<A extends Action> = z.output<A['input']>

/** What the caller gets back. */
export type Data<A extends Action> = z.output<A['output']>

/** What the caller gets back in a CONFLICT; `never` where there can be none. */
export type Current<A extends Action> = z.output<Extract<A, Conflicting>['current']>
