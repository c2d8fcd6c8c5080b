// The only file that uses mingo, MongoDB's query language for JavaScript objects. mingo's types check a filter's
// operators at compile time. Filters here arrive at run time and mingo checks them then, so the casts skip the
// compile-time check.
import { Aggregator, Query, update } from 'mingo'
import { queryFailed, writeFailed } from '../errors'
import type { Document, Fields, Filter, Update } from './value'

const everything = new Query({})

/** Gives a function that tells whether a document matches. Both can raise MongoDB's error for a bad filter. */
export function matcher(filter: Filter): (document: Document) => boolean {
  const query = attempt(() => new Query(filter as never), queryFailed)
  return (document) => attempt(() => query.test(document), queryFailed)
}

/** Gives the documents with only the fields that `projection` selects. Raises MongoDB's error for a bad projection. */
export function project(documents: Document[], projection: Fields): Fields[] {
  return attempt(() => everything.find<Fields>(documents, projection as never).all(), queryFailed)
}

/** Applies one stage of an aggregation to the documents. Raises MongoDB's error for a bad stage. */
export function transform(documents: Fields[], stage: Fields): Fields[] {
  return attempt(() => new Aggregator([stage]).run<Fields>(documents), queryFailed)
}

/** Applies `change` to the document in place. Raises MongoDB's error for a bad update. */
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
