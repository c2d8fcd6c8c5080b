import { encode } from './keys'
import { isCondition, isFields, type Filter, type Value } from './value'

/** A condition on one field that an index can use to read fewer documents. */
export interface Predicate {
  field: string
  operator: '$eq' | '$lt' | '$lte' | '$gt' | '$gte'
  value: Value
}

/** Predicates joined by "and". A document that matches the filter fulfils all predicates of at least one branch. */
export type Branch = Predicate[]

/** Each branch is a search of its own, so a filter is not expanded into more branches than this. */
const maxBranches = 32

/**
 * Expands a filter into branches, so that each can use its own index ($or and $in become several branches). Conditions
 * that no index can use are left out. A branch can therefore find too many documents, but never too few; each document
 * is then checked against the whole filter.
 */
export function branchesOf(filter: Filter): Branch[] {
  let branches: Branch[] = [[]]
  for (const alternatives of alternativesIn(filter)) {
    // If one alternative has no predicates, all documents must be read anyway, so the others save nothing.
    const open = alternatives.some((branch) => branch.length === 0)
    if (open || branches.length * alternatives.length > maxBranches) continue
    branches = branches.flatMap((branch) => alternatives.map((alternative) => [...branch, ...alternative]))
  }
  return branches
}

/**
 * Gives one list of alternatives per condition of the filter. A match fulfils at least one alternative of each list.
 */
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
      return [sortedValues(value).map((item) => [{ field, operator: '$eq', value: item }])]
    return isComparison(operator) && comparable(value) ? [[[{ field, operator, value }]]] : []
  })
}

/** An index is read from its beginning to its end, in whatever order the values of an $in stand. */
const sortedValues = (values: Value[]) => [...values].sort((a, b) => (encode(a) < encode(b) ? -1 : 1))

function isComparison(operator: string): operator is Predicate['operator'] {
  return ['$eq', '$lt', '$lte', '$gt', '$gte'].includes(operator)
}

/** Arrays, objects and patterns do not match by simple order, and NaN is neither less nor greater than any number. */
function comparable(value: Value): boolean {
  if (typeof value === 'object' && value !== null) return value instanceof Date
  return !Number.isNaN(value)
}
