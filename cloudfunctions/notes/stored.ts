import { countBoxes } from '../../shared/checklist'
import { excerptOf } from '../../shared/excerpt'
import type { Note, NoteSummary } from '../../shared/notes'
import { distinctTags, tagKey } from '../../shared/tags'
import type { Caller } from '../common/caller'
import { OwnedCollection, type Owned } from '../common/owned'

/** A note in the collection `notes`, beside its id and its owner. Times are epoch milliseconds. */
export interface StoredNote extends Omit<Note, 'id'>, Pick<NoteSummary, 'excerpt' | 'boxes' | 'ticked'> {
  /** The tags as they are compared; the index holds these. */
  tagKeys: string[]
  /** What counts for the quota; two fields, because a change may bring one of the texts alone. */
  titleSize: number
  bodySize: number
  /** The APPID of the mini program in which it was last written; missing for one that was taken in from a file. It never leaves. */
  writtenIn?: string
}

/** The caller's notes. */
export const notesOf = (caller: Caller) => new OwnedCollection<StoredNote>('notes', caller)

export const toNote = ({ _id, ...note }: Owned<StoredNote>): Note => ({ id: _id, ...note })
export const toSummary = ({ _id, ...note }: Owned<StoredNote>): NoteSummary => ({ id: _id, ...note })

/** A note for whoever asks in one of the person's mini programs. */
export const toOpened = (note: Owned<StoredNote>, { appid }: Caller) => ({
  note: toNote(note),
  ...(note.writtenIn !== undefined && { writtenHere: note.writtenIn === appid }),
})

/** A note in a list of what was found, with the place in its body where the words stand. */
export const toFound = (note: Owned<StoredNote>, words: readonly string[]): NoteSummary => ({
  ...toSummary(note),
  excerpt: excerptOf(note.body, words),
})

/** A note of an export as it is stored again. No time of it lies ahead, or it would stay on top of the list. */
export function storedAgain({ id: _, ...note }: Note, now: number): StoredNote {
  const { title, body, tags, createdAt, updatedAt, deletedAt } = note
  return {
    ...note,
    ...storedTitle(title),
    ...storedBody(body),
    ...storedTags(distinctTags(tags).filter(Boolean)),
    rev: now,
    createdAt: Math.min(createdAt, now),
    updatedAt: Math.min(updatedAt, now),
    // What lies in the trash has a time, and 0 is none.
    deletedAt: deletedAt === null ? null : Math.max(1, Math.min(deletedAt, now)),
  }
}

/** What a person writes, each with what is stored beside it. */
export const storedTitle = (title: string) => ({ title, titleSize: title.length })
export const storedBody = (body: string) => ({
  body,
  bodySize: body.length,
  excerpt: excerptOf(body),
  ...countBoxes(body),
})
export const storedTags = (tags: string[]) => ({ tags, tagKeys: tags.map(tagKey) })
