import { actionUnsupported, queryFailed } from '../errors'
import { forbidNear } from './geo/queries'
import { geoNear, queryOfGeoNear } from './geo/stage'
import { join } from './lookup'
import { transform } from './matching'
import type { Stage } from './stage'
import { bucketGroup, count, sample, sort, unwind, wholeNumber } from './stages'
import { isFields, type Fields, type Filter, type Value } from './value'

/** What a pipeline can see besides the documents that it works on. */
export interface Scope {
  /** What was read for each `$lookup`, by its argument. */
  foreign: Map<Value, Fields[]>
  variables: Fields
  /** The fields of the first collection that have an index of places; none in the pipeline of a `$lookup`. */
  placeFields: string[]
}

type Run = (documents: Fields[], value: Value, scope: Scope) => Fields[]

/** A stage that mingo carries out as it stands. */
const byMingo =
  (name: string): Run =>
  (documents, value, { variables }) =>
    transform(documents, { [name]: value }, variables)

const group: Run = (documents, value, scope) => byMingo('$group')(documents, withId(value), scope)

const stageFunctions: Record<string, Run> = {
  $addFields: byMingo('$addFields'),
  $bucket: (documents, value, scope) =>
    sort(group(documents, bucketGroup(documents, value, scope.variables), scope), { _id: 1 }),
  $bucketAuto: byMingo('$bucketAuto'),
  $count: count,
  $geoNear: (documents, value, { placeFields }) => geoNear(documents, value, placeFields),
  $group: group,
  $limit: (documents, value) => documents.slice(0, wholeNumber('$limit', value, 1)),
  $lookup: (documents, value, { foreign, variables }) =>
    join(documents, value, foreign.get(value) ?? [], variables, (partners, pipeline, bound) =>
      runPipeline(partners, pipeline, { foreign, variables: bound, placeFields: [] }),
    ),
  $match: byMingo('$match'),
  $project: byMingo('$project'),
  $replaceRoot: byMingo('$replaceRoot'),
  $sample: sample,
  $skip: (documents, value) => documents.slice(wholeNumber('$skip', value, 0)),
  $sort: sort,
  $sortByCount: (documents, value, scope) =>
    sort(group(documents, { _id: value, count: { $sum: 1 } }, scope), { count: -1 }),
  $unwind: unwind,
}

/** The stages that are supported, like `$group`. */
export const stageNames = Object.keys(stageFunctions)

/**
 * Splits a pipeline into the query for the database (its first stage if that is a `$match`, the query of a
 * `$geoNear`, otherwise all documents)
 * and the stages that then work on the documents found.
 */
export function splitPipeline(pipeline: Stage[]): { filter: Filter; stages: Stage[] } {
  const [first, ...rest] = pipeline
  if (rest.some(({ name }) => name === '$geoNear'))
    throw queryFailed('$geoNear is only valid as the first stage in a pipeline.')
  if (first?.name === '$geoNear') return { filter: queryOfGeoNear(first.value), stages: pipeline }
  return first?.name === '$match' && isFields(first.value)
    ? { filter: first.value, stages: rest }
    : { filter: {}, stages: pipeline }
}

/**
 * Gives the result of the stages. Raises MongoDB's error when a stage fails, and ACTION_NOT_SUPPORTED with the name of
 * a stage that this cloud does not support.
 */
export function runPipeline(documents: Fields[], pipeline: Stage[], scope: Scope): Fields[] {
  return pipeline.reduce((input, { name, value }) => {
    if (name === '$match') forbidNear(value)
    const stage = Object.hasOwn(stageFunctions, name) ? stageFunctions[name] : undefined
    if (!stage) throw actionUnsupported(`the aggregation stage ${name}`)
    return stage(input, value, scope)
  }, documents)
}

/** MongoDB puts documents without the group's field into a group with the _id null. mingo would leave that _id out. */
function withId(group: Value): Value {
  return isFields(group) && '_id' in group ? { ...group, _id: { $ifNull: [group['_id'], null] } } : group
}
