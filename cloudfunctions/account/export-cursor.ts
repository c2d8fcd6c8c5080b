import { notACursor } from '../common/pages'

/** A place in an export: a collection, and the cursor of a page in it; undefined for its first page. */
export interface Place<Name extends string> {
  collection: Name
  cursor: string | undefined
}

/** A place as an opaque string, like `notes.WyI...`; `notes.` is where the collection begins. */
export const toCursor = ({ collection, cursor = '' }: Place<string>): string => `${collection}.${cursor}`

/** The place of a cursor, in one of these collections. Raises INVALID_INPUT for anything else. */
export function fromCursor<Name extends string>(text: string, collections: readonly Name[]): Place<Name> {
  const [name, cursor, ...more] = text.split('.')
  const collection = collections.find((each) => each === name)
  if (collection === undefined || cursor === undefined || more.length > 0) return notACursor()
  return { collection, cursor: cursor || undefined }
}
