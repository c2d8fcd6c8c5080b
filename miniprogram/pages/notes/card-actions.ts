import type { NoteSummary } from '../../../shared/notes'
import { asCallError } from '../../common/call-error'
import { choose } from '../../common/dialogs'
import type { Listed } from '../../common/list/blocks'
import { t, texts } from '../../i18n/index'
import { conflictingNote, removeNote, restoreNote, updateNote } from '../../services/notes'
import { noteChanges } from '../../stores/changes'
import { Draft } from '../../stores/draft'
import { findDraft, sendNow, write } from '../../stores/outbox'
import { moveToTrash } from '../../stores/removal'
import { offerUndo, type Removed } from '../../stores/undo'

/** What can be done to one note of the list. */
export type CardAction = 'pin' | 'remove'

/** Asks what to do with a note of the list, and does it. Gives whether the person wants to pick several. */
export async function offerActions(note: Listed<NoteSummary>): Promise<boolean> {
  const { pin, unpin, remove, pickSeveral } = texts
  const turn = note.pinned ? unpin : pin
  const choice = await choose([turn, remove, pickSeveral])
  if (choice === turn) await actOn(note, 'pin')
  if (choice === remove) await actOn(note, 'remove')
  return choice === pickSeveral
}

/** Pins or unpins a note of the list, or moves it to the trash. What becomes of the note is announced. */
export async function actOn(note: Listed<NoteSummary>, action: CardAction): Promise<void> {
  try {
    await (action === 'pin' ? turnPin(note) : trash(note))
  } catch (caught) {
    tellList(note, caught)
    void wx.showToast({ title: t(asCallError(caught).code), icon: 'none' })
  }
}

/** Undoes a deletion. What becomes of the note is announced. */
export async function takeBack({ note, rev }: Removed): Promise<void> {
  try {
    const restored = await restoreNote(note.id, rev)
    noteChanges.emit({ kind: 'saved', note: { ...note, rev: restored, deletedAt: null } })
  } catch (caught) {
    // The note can still be restored from the trash.
    void wx.showToast({ title: t(asCallError(caught).code), icon: 'none' })
  }
}

async function turnPin(note: Listed<NoteSummary>): Promise<void> {
  const pinned = !note.pinned
  const draft = findDraft(note.id)
  if (draft) {
    write(draft, { ...draft.content, pinned })
    noteChanges.emit({ kind: 'waiting', note: draft.summary() })
    return sendNow()
  }
  const written = await updateNote(note.id, note.rev, { pinned })
  noteChanges.emit({ kind: 'saved', note: { ...note, ...written, pinned } })
}

/** Moves a note to the trash, and offers to undo it; false if it stays. Raises CallError. */
export async function trash(note: Listed<NoteSummary>): Promise<boolean> {
  const draft = findDraft(note.id)
  if (draft) {
    const gone = await moveToTrash(draft)
    // moveToTrash shows all other reasons itself.
    if (!gone && draft.state.kind === 'conflict') void wx.showToast({ title: t('CONFLICT'), icon: 'none' })
    return gone
  }
  const rev = await removeNote(note.id, note.rev)
  offerUndo({ note, rev })
  noteChanges.emit({ kind: 'removed', id: note.id })
  return true
}

/** If a call failed because the note was changed or deleted elsewhere, the list is told so. */
export function tellList({ id }: NoteSummary, caught: unknown): void {
  const error = asCallError(caught)
  const current = conflictingNote(error)
  if (current?.deletedAt === null) noteChanges.emit({ kind: 'saved', note: Draft.of(current).summary() })
  else if (current || error.code === 'NOT_FOUND') noteChanges.emit({ kind: 'removed', id })
}
