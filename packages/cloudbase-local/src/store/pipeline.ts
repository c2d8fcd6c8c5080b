import { actionUnsupported, queryFailed } from '../errors'
import { transform } from './matching'
import { sorted } from './order'
import { isFields, type Fields, type Filter, type Order, type Value } from './value'

/** One step of an aggregation: its operator, like `$group`, and the operator's argument. */
export interface Stage {
  name: string
  value: Value
}

const stageFunctions: Record<string, (documents: Fields[], value: Value) => Fields[]> = {
  $match: (documents, value) => transform(documents, { $match: value }),
  $project: (documents, value) => transform(documents, { $project: value }),
  $group: (documents, value) => transform(documents, { $group: withId(value) }),
  $sort: (documents, value) => sorted(documents, orderOf(value)),
  $limit(documents, value) {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
      throw queryFailed('the limit must be positive')
    return documents.slice(0, value)
  },
  // MongoDB gives no result at all for no documents, rather than a count of zero.
  $count(documents, value) {
    if (typeof value !== 'string' || !/^[^$.][^.]*$/.test(value))
      throw queryFailed('the count field must be a non-empty string without $ and .')
    return documents.length > 0 ? [{ [value]: documents.length }] : []
  },
}

/** The stages that are supported, like `$group`. */
export const stageNames = Object.keys(stageFunctions)

/**
 * Splits a pipeline into the query for the database (its first stage if that is a `$match`, otherwise all documents)
 * and the stages that then work on the documents found.
 */
export function splitPipeline(pipeline: Stage[]): { filter: Filter; stages: Stage[] } {
  const [first, ...rest] = pipeline
  return first?.name === '$match' && isFields(first.value)
    ? { filter: first.value, stages: rest }
    : { filter: {}, stages: pipeline }
}

/**
 * Gives the result of the stages. Raises MongoDB's error when a stage fails, and ACTION_NOT_SUPPORTED with the name of
 * a stage that this cloud does not support.
 */
export function runPipeline(documents: Fields[], pipeline: Stage[]): Fields[] {
  return pipeline.reduce((input, { name, value }) => {
    const stage = Object.hasOwn(stageFunctions, name) ? stageFunctions[name] : undefined
    if (!stage) throw actionUnsupported(`the aggregation stage ${name}`)
    return stage(input, value)
  }, documents)
}

/** MongoDB puts documents without the group's field into a group with the _id null. mingo would leave that _id out. */
function withId(group: Value): Value {
  return isFields(group) && '_id' in group ? { ...group, _id: { $ifNull: [group['_id'], null] } } : group
}

function orderOf(sort: Value): Order {
  const fields = Object.entries(isFields(sort) ? sort : {})
  if (fields.length === 0) throw queryFailed('$sort stage must have at least one sort key')
  return fields.map(([field, direction]) => {
    if (direction === 1 || direction === -1) return [field, direction]
    throw queryFailed('$sort key ordering must be 1 (for ascending) or -1 (for descending)')
  })
}
