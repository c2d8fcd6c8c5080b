import { isCondition, isFields, type Filter, type Value } from './value'

/** A condition on one field that an index can narrow down. */
export interface Predicate {
  field: string
  operator: '$eq' | '$lt' | '$lte' | '$gt' | '$gte'
  value: Value
}

/** Predicates that hold together. A document that matches the filter fulfils all those of at least one branch. */
export type Branch = Predicate[]

/** A filter that would fall into more branches than this keeps some of its alternatives unexpanded. */
const maxBranches = 32

/**
 * The filter as alternatives, each a conjunction ($or and $in multiplied out). What an index cannot help with is left
 * out, so a branch may let in too much, never too little: matches are checked on the document.
 */
export function branchesOf(filter: Filter): Branch[] {
  let branches: Branch[] = [[]]
  for (const alternatives of alternativesIn(filter)) {
    // Where one alternative lets everything in, the others narrow nothing down.
    const open = alternatives.some((branch) => branch.length === 0)
    if (open || branches.length * alternatives.length > maxBranches) continue
    branches = branches.flatMap((branch) => alternatives.map((alternative) => [...branch, ...alternative]))
  }
  return branches
}

/** One list of alternatives for each condition of the filter; of each list one must hold. */
function alternativesIn(filter: Filter): Branch[][] {
  return Object.entries(filter).flatMap(([name, condition]) => {
    const filters = Array.isArray(condition) ? condition.filter(isFields) : []
    if (name === '$and') return filters.flatMap(alternativesIn)
    if (name === '$or') return filters.length > 0 ? [filters.flatMap(branchesOf)] : []
    return name.startsWith('$') ? [] : alternativesFor(name, condition)
  })
}

function alternativesFor(field: string, condition: Value): Branch[][] {
  if (!isCondition(condition))
    return comparable(condition) ? [[[{ field, operator: '$eq', value: condition }]]] : []
  return Object.entries(condition).flatMap(([operator, value]): Branch[][] => {
    if (operator === '$in' && Array.isArray(value) && value.every(comparable))
      return [value.map((item) => [{ field, operator: '$eq', value: item }])]
    return isComparison(operator) && comparable(value) ? [[[{ field, operator, value }]]] : []
  })
}

function isComparison(operator: string): operator is Predicate['operator'] {
  return ['$eq', '$lt', '$lte', '$gt', '$gte'].includes(operator)
}

/** Arrays, objects and patterns match in ways of their own; NaN is neither below nor above anything. */
function comparable(value: Value): boolean {
  if (typeof value === 'object' && value !== null) return value instanceof Date
  return !Number.isNaN(value)
}
