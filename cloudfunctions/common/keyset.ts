import { below, or, type Condition } from './cloud'

/** Fields of one total order, all descending; the last is unique, so that no two documents tie. */
export type Order = readonly (readonly [field: string, direction: 'desc'])[]

/** A document's values of the order's fields. */
export type Position = readonly (string | number | boolean)[]

/**
 * All that comes after a position: for each field, equal before it and below in it. Each branch is one range of the
 * index that declares the order, however deep the page. No value is below false, so there is no such branch.
 */
export function beyond(order: Order, position: Position): Condition {
  const branches: Condition[] = []
  let equals = {}
  order.forEach(([field], i) => {
    const value = position[i]
    if (value === undefined) throw new Error(`The position has no value for ${field}.`)
    if (value !== false) branches.push({ ...equals, [field]: below(value) })
    equals = { ...equals, [field]: value }
  })
  return or(branches)
}
