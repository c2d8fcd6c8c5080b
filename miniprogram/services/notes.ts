import type { Data } from '../../shared/contract'
import type { Contracts } from '../../shared/contracts'
import type { Note, NoteSummary } from '../../shared/notes'
import type { CallError } from '../common/call-error'
import { call, currentOf } from '../common/cloud'
import type { CloudPage } from '../common/list/blocks'

/** What a person writes. */
export type NoteContent = Pick<Note, 'title' | 'body' | 'tags' | 'pinned'>

/** What a list is narrowed to; empty texts narrow nothing. */
export interface Search {
  tag: string
  words: string
}

/** One page of the caller's live notes, pinned and newest first. `cursor` is the last page's `nextCursor`. Raises CallError. */
export const listNotes = async (
  cursor: string | null,
  { tag, words }: Search,
): Promise<CloudPage<NoteSummary>> => {
  const narrowed = { ...(tag && { tag }), ...(words.trim() && { words }) }
  return pageOf(await call('notes', 'list', { ...(cursor !== null && { cursor }), ...narrowed }))
}

/** One page of the caller's trash, the latest removed first. Raises CallError. */
export const listTrash = async (cursor: string | null): Promise<CloudPage<NoteSummary>> =>
  pageOf(await call('notes', 'trash', cursor === null ? {} : { cursor }))

const pageOf = ({ notes, nextCursor }: Data<Contracts['notes']['list']>): CloudPage<NoteSummary> => ({
  items: notes,
  nextCursor,
})

/** The tags of the caller's newest notes, the newest first. Raises CallError. */
export const listTags = async (): Promise<string[]> => (await call('notes', 'tags', {})).tags

/** One of the caller's notes; `deletedAt` tells whether it is in the trash. Raises CallError. */
export const getNote = async (id: string): Promise<Note> => (await call('notes', 'get', { id })).note

/** Whether the cloud knows a note to be last written in this mini program, or in another; undefined if neither. Raises CallError. */
export const isWrittenHere = async (id: string): Promise<boolean | undefined> =>
  (await call('notes', 'get', { id })).writtenHere

/** Those of these notes that are live, 20 at most, and not all of them where they are very long. Raises CallError. */
export const readNotes = async (ids: string[]): Promise<Note[]> =>
  (await call('notes', 'read', { ids })).notes

/**
 * Writes a new note, or gives the one that an earlier call with the same key has written, as it is now. A new one that is
 * `trashed` is never live. Raises CallError.
 */
export const createNote = async (key: string, content: NoteContent, trashed: boolean): Promise<Note> =>
  (await call('notes', 'create', { key, ...content, ...(trashed && { trashed }) })).note

/** Changes revision `rev`. Raises CallError, with the note as it stands if `rev` is no longer that. */
export const updateNote = (
  id: string,
  rev: number,
  changes: Partial<NoteContent>,
): Promise<{ rev: number; updatedAt?: number }> => call('notes', 'update', { id, rev, ...changes })

/** The note as it stands, where a change was refused because of it; null for every other failure. */
export const conflictingNote = (error: CallError): Note | null => currentOf('notes', error)

/** Moves revision `rev` to the trash and gives its new revision. Raises CallError, as updateNote does. */
export const removeNote = async (id: string, rev: number): Promise<number> =>
  (await call('notes', 'remove', { id, rev })).rev

/** Takes revision `rev` out of the trash and gives its new revision. Raises CallError, as updateNote does. */
export const restoreNote = async (id: string, rev: number): Promise<number> =>
  (await call('notes', 'restore', { id, rev })).rev

/** Deletes revision `rev` of a note in the trash for good. Raises CallError. */
export const destroyNote = async (id: string, rev: number): Promise<void> => {
  await call('notes', 'destroy', { id, rev })
}

/** Deletes for good what was moved to the trash until then, in epoch milliseconds. Raises CallError. */
export const emptyTrash = async (until: number): Promise<void> => {
  await call('notes', 'emptyTrash', { until })
}

/** A key for createNote. It only has to differ among one person's notes, so no secret randomness is needed. */
export function newKey(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  return Array.from({ length: 24 }, () => alphabet[Math.floor(Math.random() * alphabet.length)]).join('')
}
