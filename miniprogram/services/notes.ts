import type { Note, NoteSummary } from '../../shared/notes'
import { call } from './cloud'

/** What a person types. */
export type NoteText = Pick<Note, 'title' | 'body'>

/** One page of the caller's notes, pinned and newest first. `cursor` is the page before's `nextCursor`. Raises CallError. */
export const listNotes = (
  cursor: string | null,
): Promise<{ notes: NoteSummary[]; nextCursor: string | null }> =>
  call('notes', 'list', cursor === null ? {} : { cursor })

/** One of the caller's notes. Raises CallError. */
export const getNote = async (id: string): Promise<Note> => (await call('notes', 'get', { id })).note

/**
 * Writes a new note, or gives the one that an earlier call with the same key has written, as it was written then.
 * Raises CallError.
 */
export const createNote = async (key: string, text: NoteText): Promise<Note> =>
  (await call('notes', 'create', { key, ...text })).note

/** Replaces the text of revision `rev`. Raises CallError, with the note as it stands if `rev` is no longer that. */
export const updateNote = async (
  id: string,
  rev: number,
  text: NoteText,
): Promise<{ rev: number; updatedAt?: number }> => call('notes', 'update', { id, rev, ...text })

/** Deletes revision `rev`. Raises CallError, with the note as it stands if `rev` is no longer that. */
export const removeNote = async (id: string, rev: number): Promise<void> => {
  await call('notes', 'remove', { id, rev })
}

/** A key for createNote. It only has to differ among one person's notes, so no secret randomness is needed. */
export function newKey(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  return Array.from({ length: 24 }, () => alphabet[Math.floor(Math.random() * alphabet.length)]).join('')
}
