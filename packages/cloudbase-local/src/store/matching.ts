// The one file that knows mingo, MongoDB's query language for JavaScript objects. Its types describe documents as
// loose objects with operators checked against each other, which filters from outside cannot promise: hence the casts.
import { Aggregator, Query, update } from 'mingo'
import { queryFailed, writeFailed } from '../errors'
import type { Document, Fields, Filter, Update } from './value'

const everything = new Query({})

/** The test whether a document matches. Raises the query's error, at once or when a document shows it. */
export function matcher(filter: Filter): (document: Document) => boolean {
  const query = attempt(() => new Query(filter as never), queryFailed)
  return (document) => attempt(() => query.test(document), queryFailed)
}

/** The documents with only the fields that `projection` lets through. */
export function project(documents: Document[], projection: Fields): Fields[] {
  return attempt(() => everything.find<Fields>(documents, projection as never).all(), queryFailed)
}

/** What one stage of an aggregation makes of the documents. */
export function transform(documents: Fields[], stage: Fields): Fields[] {
  return attempt(() => new Aggregator([stage]).run<Fields>(documents), queryFailed)
}

/** Changes the document in place as `change` says. */
export function applyUpdate(document: Document, change: Update): void {
  attempt(
    () => update(document, change as never),
    (message) => writeFailed('Update', message),
  )
}

function attempt<Result>(work: () => Result, failure: (message: string) => Error): Result {
  try {
    return work()
  } catch (error) {
    throw failure(error instanceof Error ? error.message : String(error))
  }
}
