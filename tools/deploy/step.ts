import type { Timer } from './built'
import type { DeclaredFunction, Index } from './declared'
import type { ActualFunction } from './functions'
import type { Rule } from './rule'

/** How a step reads in the plan. */
interface StepText {
  what: string
  is: string
  willBe: string
  why: string
}

/** What UpdateFunctionConfiguration sets, all of it each time. */
export interface FunctionSettings {
  memorySize: number
  timeout: number
  variables: Record<string, string>
  description: string
}

/** One change of the environment, with everything it needs. None takes anything away. */
export type Step = StepText &
  (
    | { kind: 'createCollection'; collection: string; rule: Rule }
    | { kind: 'setRule'; collection: string; rule: Rule }
    | { kind: 'setStorageRule'; bucket: string; rule: Rule }
    | { kind: 'createIndex'; collection: string; index: Index }
    | { kind: 'createFunction'; function: DeclaredFunction }
    | { kind: 'updateCode'; function: DeclaredFunction; before: ActualFunction }
    | { kind: 'configure'; function: DeclaredFunction; settings: FunctionSettings }
    | { kind: 'createTimer'; function: string; timer: Timer }
  )

export interface Plan {
  steps: Step[]
  /** Sentences that say what a person must settle before any step is taken. */
  stops: string[]
  /** Names of what is there and not declared. It stays. */
  extras: string[]
  /** What this command cannot do and nobody should forget. */
  notes: string[]
}
