// With dialect.ts and expressions.ts the only files that use mingo, MongoDB's query language for JavaScript objects.
// mingo's types check a filter's operators at compile time. Filters here arrive at run time and mingo checks them then, so
// the casts skip the compile-time check.
import { Aggregator } from 'mingo/aggregator'
import { Query } from 'mingo/query'
import { update } from 'mingo/updater'
import { actionUnsupported, CloudError, queryFailed, writeFailed } from '../errors'
import { dialect } from './dialect'
import type { Document, Fields, Filter, Update, Value } from './value'

const everything = new Query({}, dialect)

/** Gives a function that tells whether a document matches. Both can raise MongoDB's error for a bad filter. */
export function matcher(filter: Filter): (document: Fields) => boolean {
  const query = attempt(() => new Query(filter as never, dialect), queryFailed)
  return (document) => attempt(() => query.test(document), queryFailed)
}

/** Gives the documents with only the fields that `projection` selects. Raises MongoDB's error for a bad projection. */
export function project(documents: Document[], projection: Fields): Fields[] {
  if (leavesOutWholeFields(projection)) return documents.map((document) => without(document, projection))
  return attempt(() => everything.find<Fields>(documents, projection as never).all(), queryFailed)
}

/** Most projections do no more than that. mingo would delete the fields, and V8 is slow to write an object that had some deleted. */
const leavesOutWholeFields = (projection: Fields): boolean =>
  Object.entries(projection).every(([path, value]) => (value === 0 || value === false) && !/[.$]/.test(path))

function without(document: Fields, names: Fields): Fields {
  const kept: Fields = {}
  for (const name in document) if (!Object.hasOwn(names, name)) kept[name] = document[name]
  return kept
}

/**
 * Applies one stage of an aggregation to the documents. `variables` can be named in its expressions, with `$$` before
 * them. Raises MongoDB's error for a bad stage.
 */
export function transform(documents: Fields[], stage: Fields, variables: Fields): Fields[] {
  return attempt(() => new Aggregator([stage], { ...dialect, variables }).run<Fields>(documents), queryFailed)
}

/** Gives the value of an expression for each document. Raises MongoDB's error for a bad expression. */
export function evaluate(documents: Fields[], expression: Value, variables: Fields): Value[] {
  return transform(documents, { $replaceRoot: { newRoot: { value: expression } } }, variables).map(
    ({ value }) => value,
  )
}

/** Applies `change` to the document in place. Raises MongoDB's error for a bad update. */
export function applyUpdate(document: Document, change: Update): void {
  attempt(
    () => update(document, change as never, [], {}, { queryOptions: dialect }),
    (message) => writeFailed('Update', message),
  )
}

/** Operators that CloudBase has and mingo cannot do. */
const missingOperators = /\$(meta|text|search)\b/

function attempt<Result>(work: () => Result, failure: (message: string) => Error): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof CloudError) throw error
    const message = error instanceof Error ? error.message : String(error)
    const [missing] = missingOperators.exec(message) ?? []
    if (missing) throw actionUnsupported(`the operator ${missing}`)
    throw failure(message.replace(/^accumulator '(.+)' is not registered\.$/, "Unrecognized expression '$1'"))
  }
}
