import { queryFailed } from '../errors'
import { evaluate } from './matching'
import { sorted } from './order'
import { setAt, valueAt } from './paths'
import { isFields, type Fields, type Order, type Value } from './value'

/** `$skip`, and `$limit` with a least number of 1. */
export function wholeNumber(stage: string, value: Value, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value
  throw queryFailed(
    stage === '$limit' ? 'the limit must be positive' : `${stage} must be a non-negative number`,
  )
}

export function sort(documents: Fields[], value: Value): Fields[] {
  return sorted(documents, orderOf(value))
}

function orderOf(value: Value): Order {
  const fields = Object.entries(isFields(value) ? value : {})
  if (fields.length === 0) throw queryFailed('$sort stage must have at least one sort key')
  return fields.map(([field, direction]) => {
    if (direction === 1 || direction === -1) return [field, direction]
    throw queryFailed('$sort key ordering must be 1 (for ascending) or -1 (for descending)')
  })
}

/** MongoDB gives no result at all for no documents, rather than a count of zero. */
export function count(documents: Fields[], name: Value): Fields[] {
  if (typeof name !== 'string' || !/^[^$.][^.]*$/.test(name))
    throw queryFailed('the count field must be a non-empty string without $ and .')
  return documents.length > 0 ? [{ [name]: documents.length }] : []
}

/**
 * One document for each element of an array. A value that is no array stays as it is; a missing one, null and an empty
 * array give nothing, unless they are to be preserved.
 */
export function unwind(documents: Fields[], value: Value): Fields[] {
  const options: Fields = isFields(value) ? value : { path: value }
  const { path, includeArrayIndex: indexName, preserveNullAndEmptyArrays: preserve } = options
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw queryFailed(`path option to $unwind stage should be prefixed with a '$': ${String(path)}`)
  const name = path.slice(1)
  const indexed = (document: Fields, index: number | null) =>
    typeof indexName === 'string' ? { ...document, [indexName]: index } : document
  return documents.flatMap((document) => {
    const found = valueAt(document, name)
    if (Array.isArray(found) && found.length > 0)
      return found.map((element, index) => indexed(setAt(document, name, element), index))
    if (Array.isArray(found)) return preserve ? [indexed(setAt(document, name, undefined), null)] : []
    return (found ?? null) === null && !preserve ? [] : [indexed(document, null)]
  })
}

/** As many documents as asked for, by chance. */
export function sample(documents: Fields[], value: Value): Fields[] {
  const { size } = isFields(value) ? value : {}
  if (typeof size !== 'number' || size < 1)
    throw queryFailed('size argument to $sample must be a positive number')
  const shuffled = documents.map((document) => ({ document, at: Math.random() })).sort((a, b) => a.at - b.at)
  return shuffled.slice(0, size).map(({ document }) => document)
}

/** Gives the `$group` of a `$bucket`: a group for each pair of boundaries that has documents, and one for all others. */
export function bucketGroup(documents: Fields[], value: Value, variables: Fields): Fields {
  const { boundaries, groupBy, default: others, output } = isFields(value) ? value : {}
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw queryFailed("The $bucket 'boundaries' field must be an array of at least 2 values")
  const within = boundaries.slice(0, -1).map((from, at) => ({
    case: { $and: [{ $gte: [groupBy, from] }, { $lt: [groupBy, boundaries[at + 1]] }] },
    then: from,
  }))
  const bucket: Fields = { $switch: { branches: within, default: { $literal: others ?? outside } } }
  if (others === undefined && evaluate(documents, bucket, variables).includes(outside))
    throw queryFailed('$switch could not find a matching branch for an input, and no default was specified.')
  return { _id: bucket, ...(isFields(output) ? output : { count: { $sum: 1 } }) }
}

const outside = '(outside all boundaries)'
