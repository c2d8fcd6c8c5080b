import { limits } from '../../shared/limits'
import { noteSchema, type Note, type NoteSummary } from '../../shared/notes'
import type { Owned } from '../common/owned'

/** A note in the collection `notes`, beside its id and its owner. Times are epoch milliseconds. */
export type StoredNote = Omit<Note, 'id'> & Pick<NoteSummary, 'excerpt'>

/** Only what the contract names, also where a note leaves inside a conflict. */
export const toNote = ({ _id, ...note }: Owned<StoredNote>): Note => noteSchema.parse({ id: _id, ...note })
export const toSummary = ({ _id, ...note }: Owned<StoredNote>): NoteSummary => ({ id: _id, ...note })

/** The start of the body for lists, on one line. Never ends in half a character. */
export function excerptOf(body: string): string {
  const line = body
    .slice(0, limits.excerpt * 4)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, limits.excerpt)
  return line.replace(/[\uD800-\uDBFF]$/, '')
}
