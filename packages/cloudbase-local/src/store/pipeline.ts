import { actionUnsupported, queryFailed } from '../errors'
import { transform } from './matching'
import { sorted } from './order'
import { isFields, type Fields, type Filter, type Order, type Value } from './value'

/** One step of an aggregation: what it does, like `$group`, and how. */
export interface Stage {
  name: string
  value: Value
}

const stages: Record<string, (documents: Fields[], value: Value) => Fields[]> = {
  $match: (documents, value) => transform(documents, { $match: value }),
  $project: (documents, value) => transform(documents, { $project: value }),
  $group: (documents, value) => transform(documents, { $group: withId(value) }),
  $sort: (documents, value) => sorted(documents, orderOf(value)),
  $limit(documents, value) {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
      throw queryFailed('the limit must be positive')
    return documents.slice(0, value)
  },
  // Of no documents there is no count, not a count of zero.
  $count(documents, value) {
    if (typeof value !== 'string' || !/^[^$.][^.]*$/.test(value))
      throw queryFailed('the count field must be a non-empty string without $ and .')
    return documents.length > 0 ? [{ [value]: documents.length }] : []
  },
}

/** The stages that there are, like `$group`. */
export const stageNames = Object.keys(stages)

/** What a pipeline asks of the database, by its first stage if that selects documents; and what is done with those. */
export function splitPipeline(pipeline: Stage[]): { filter: Filter; rest: Stage[] } {
  const [first, ...rest] = pipeline
  return first?.name === '$match' && isFields(first.value)
    ? { filter: first.value, rest }
    : { filter: {}, rest: pipeline }
}

/** Raises MongoDB's error where a stage cannot be done, and one that names a stage which is not supported. */
export function runPipeline(documents: Fields[], pipeline: Stage[]): Fields[] {
  return pipeline.reduce((given, { name, value }) => {
    const stage = Object.hasOwn(stages, name) ? stages[name] : undefined
    if (!stage) throw actionUnsupported(`the aggregation stage ${name}`)
    return stage(given, value)
  }, documents)
}

/** Documents without the field that they are grouped by are a group of null; the query library gives it no _id. */
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
