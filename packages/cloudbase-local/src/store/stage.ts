import type { Value } from './value'

/** One step of an aggregation: its operator, like `$group`, and the operator's argument. */
export interface Stage {
  name: string
  value: Value
}
