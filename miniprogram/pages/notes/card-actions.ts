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

/** Asks what to do with a note of the list and does it. What becomes of the note is announced. */
export async function offerActions(note: Listed<NoteSummary>): Promise<void> {
  const { pin, unpin, remove } = texts
  const turn = note.pinned ? unpin : pin
  const choice = await choose([turn, remove])
  try {
    if (choice === turn) await turnPin(note)
    if (choice === remove) await trash(note)
  } catch (caught) {
    showFailure(note, caught)
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

async function trash(note: Listed<NoteSummary>): Promise<void> {
  const draft = findDraft(note.id)
  if (draft) {
    const gone = await moveToTrash(draft)
    // moveToTrash shows all other reasons itself.
    if (!gone && draft.state.kind === 'conflict') void wx.showToast({ title: t('CONFLICT'), icon: 'none' })
    return
  }
  const rev = await removeNote(note.id, note.rev)
  offerUndo({ note, rev })
  noteChanges.emit({ kind: 'removed', id: note.id })
}

/** Says why a call failed. If the note was changed or deleted elsewhere, the list is told so. */
function showFailure({ id }: NoteSummary, caught: unknown): void {
  const error = asCallError(caught)
  const current = conflictingNote(error)
  if (current?.deletedAt === null) noteChanges.emit({ kind: 'saved', note: Draft.of(current).summary() })
  else if (current || error.code === 'NOT_FOUND') noteChanges.emit({ kind: 'removed', id })
  void wx.showToast({ title: t(error.code), icon: 'none' })
}
