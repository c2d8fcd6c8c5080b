// What mingo is told of MongoDB's query language. Operators that mingo does otherwise than MongoDB's manual says stand here
// and in expressions.ts. mingo hands over values without a type of ours, hence the casts.
import { Context } from 'mingo/core'
import * as accumulator from 'mingo/operators/accumulator'
import * as expression from 'mingo/operators/expression'
import * as pipeline from 'mingo/operators/pipeline'
import * as projection from 'mingo/operators/projection'
import * as query from 'mingo/operators/query'
import { Query } from 'mingo/query'
import type { Options } from 'mingo/types'
import { expressions } from './expressions'
import { $geoIntersects, $geoWithin, $nearSphere } from './geo/queries'
import { schemaTest } from './json-schema'
import { isFields, type Fields, type Value } from './value'

type Test = (document: Fields) => boolean
type QueryOperator = (path: string, value: never, options: Options) => Test

const logical = ['$and', '$or', '$nor']

/** True for a condition on the fields of an element, as `{ x: 1 }` is; `{ $gt: 1 }` is one on the element itself. */
export const isOnFields = (condition: Value): condition is Fields =>
  isFields(condition) &&
  Object.keys(condition).some((name) => !name.startsWith('$') || logical.includes(name))

/** Not of MongoDB: a condition on the fields of a value, which a value without fields never meets. */
const $onFields: QueryOperator = (path, criteria, options) => {
  const fields = new Query(criteria, options)
  return (holder) => {
    const value = holder[path]
    return isFields(value) && fields.test(value)
  }
}

/** Elements that are no objects never match a condition on fields (mongodb.com/docs/manual/reference/operator/query/elemMatch). */
const $elemMatch: QueryOperator = (path, value, options) =>
  query.$elemMatch(path, (isOnFields(value) ? { $onFields: value } : value) as never, options) as Test

/** As an `$and` of its values: a field that is no array matches too (…/operator/query/all). */
const $all: QueryOperator = (path, values, options) => {
  const tests = (values as Value[]).map((value) => {
    if (isFields(value) && '$elemMatch' in value)
      return $elemMatch(path, value['$elemMatch'] as never, options)
    return (
      value instanceof RegExp ? query.$in(path, [value], options) : query.$eq(path, value, options)
    ) as Test
  })
  return (document) => tests.length > 0 && tests.every((test) => test(document))
}

const $jsonSchema = (_path: string, schema: Value): Test => schemaTest(schema)

/** No script may come with a query: MongoDB's `$where` and `$function` are not allowed on CloudBase. */
export const dialect = {
  scriptEnabled: false,
  context: Context.init({
    accumulator,
    expression: { ...expression, ...expressions },
    pipeline,
    projection,
    query: {
      ...query,
      $elemMatch,
      $all,
      $onFields,
      $jsonSchema,
      $geoIntersects,
      $geoWithin,
      $nearSphere,
      $near: $nearSphere,
    },
  } as never),
} as const
