import { queryFailed, writeFailed } from '../../errors'
import { stringify } from '../ejson'
import { valueAt } from '../paths'
import type { Document } from '../value'
import { NoShape, shapeOf } from './shapes'

/** Raises MongoDB's error for a document that an index of places cannot take: what is missing or null does not matter to it. */
export function checkPlaces(document: Document, fields: string[]): void {
  for (const field of fields) {
    const found = valueAt(document, field) ?? []
    for (const value of Array.isArray(found) ? found : [found])
      try {
        shapeOf(value)
      } catch (error) {
        if (!(error instanceof NoShape)) throw error
        throw writeFailed('Insert', `Can't extract geo keys: ${stringify(document)}  ${error.message}`)
      }
  }
}

/** Raises MongoDB's error when `geoNear` asks for a field without an index of places. */
export function requirePlaces(fields: string[], field: string): void {
  if (!fields.includes(field))
    throw queryFailed(
      `error processing query: planner returned error: unable to find index for $geoNear query (declare one with { "${field}": "2dsphere" })`,
    )
}
