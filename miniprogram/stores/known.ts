import { countBoxes } from '../../shared/checklist'
import { excerptOf } from '../../shared/excerpt'
import type { Note, NoteSummary } from '../../shared/notes'
import type { CallFailure } from '../common/call-error'
import type { NoteContent } from '../services/notes'
import { contentOf, same } from './merge'

/** How a draft stands. */
export type DraftState =
  /** A new note in which nothing is written. */
  | { kind: 'new' }
  | { kind: 'saved' }
  /** To be sent shortly, or on its way. */
  | { kind: 'saving' }
  /** To be sent later: the cloud was not reached, or had a fault. Null for a draft of an earlier launch. */
  | { kind: 'waiting'; error: CallFailure | null }
  /** Refused. Nothing is sent until the person changes it or asks for another try. */
  | { kind: 'unsaved'; error: CallFailure }
  /** The note was changed elsewhere: `theirs` is how it stands. Nothing is sent until a side is chosen. */
  | { kind: 'conflict'; theirs: Note }
  /** Deleted, or given up. Nothing is to be done any more. */
  | { kind: 'gone' }

/** How far a deletion goes that was asked for. */
export type Removal =
  /** What was typed last is saved first, so that undoing brings it back. Given up if either does not work now. */
  | 'with last words'
  /** As the cloud has the note: what it has refused goes. Given up if that does not work now. */
  | 'as it is'
  /** The person was told that the note is gone, but its creation is in doubt. Goes on until the cloud has deleted it. */
  | 'whatever it takes'

/** All that is known of a note being written. It is kept on the phone as it stands here. */
export interface Known {
  /** Names the draft, and the note that it may create. */
  readonly key: string
  /** The note as the cloud last confirmed it; null for one that is not there yet. */
  readonly note: Note | null
  /** What is typed. */
  readonly content: NoteContent
  /** What was sent last, if the answer is missing: it may have been written or not. */
  readonly inDoubt: NoteContent | null
  /** Whether an earlier launch may have sent something else, which a full phone could not keep. */
  readonly unsure?: boolean | undefined
  /** Missing while nobody has asked for it. */
  readonly removal?: Removal | undefined
  readonly state: DraftState
  /** The last edit by the phone's clock, in epoch milliseconds. It is only shown and never sent: that clock may be wrong. */
  readonly editedAt: number
}

/** The note's id; `new-` and the key for one that the cloud does not have. */
export const idOf = ({ note, key }: Known): string => note?.id ?? `new-${key}`

/** Whether the cloud lacks something, or may lack it. A new note with a pin and nothing else is not worth sending. */
export function isDirty({ note, content, inDoubt }: Known): boolean {
  if (inDoubt) return true
  if (note) return !same(content, contentOf(note))
  return content.title !== '' || content.body !== '' || content.tags.length > 0
}

/** Whether it is to be sent without anybody asking for it. */
export const isDue = ({ state }: Known): boolean => state.kind === 'saving' || state.kind === 'waiting'

/** Whether there is nothing left to do or to ask. */
export const isFinished = ({ state: { kind } }: Known): boolean =>
  kind === 'new' || kind === 'saved' || kind === 'gone'

/** Whether the person is to see it: one that is deleted whatever it takes is gone for them. */
export const isShown = ({ removal, state }: Known): boolean =>
  removal !== 'whatever it takes' && state.kind !== 'gone'

/** What lists show of a body, as the cloud makes it. */
export const shownInLists = (body: string) => ({ excerpt: excerptOf(body), ...countBoxes(body) })

/** The draft as a list shows it. */
export function summaryOf(known: Known): NoteSummary {
  const { note, content, editedAt } = known
  const { body, ...head } = content
  const { rev, createdAt, deletedAt } = note ?? { rev: 0, createdAt: editedAt, deletedAt: null }
  const updatedAt = isDirty(known) || !note ? editedAt : note.updatedAt
  return { id: idOf(known), ...head, ...shownInLists(body), rev, createdAt, updatedAt, deletedAt }
}

/** A draft of an earlier launch: due, unless it is for the person to say what becomes of it. */
export function restored(kept: Known): Known {
  const { state } = kept
  const asks = state.kind === 'conflict' || (state.kind === 'unsaved' && state.error.code === 'NOT_FOUND')
  const removal = kept.removal === 'whatever it takes' ? kept.removal : undefined
  const unsure = kept.unsure || (!kept.note && !kept.inDoubt)
  return { ...kept, unsure, removal, state: asks ? state : { kind: 'waiting', error: null } }
}
