import { t, words } from '../../i18n/index'
import { asCallError } from '../../services/call-error'
import { conflictingNote, removeNote, restoreNote, updateNote } from '../../services/notes'
import { announce } from '../../stores/changes'
import { Draft } from '../../stores/draft'
import { findDraft, sendNow, write } from '../../stores/outbox'
import { offerUndo, type Removed } from '../../stores/undo'
import { moveToTrash } from '../note/removal'
import type { Listed } from './row'
import { choose } from './sheet'

/** Asks what to do with a note of the list and does it. What becomes of the note is announced. */
export async function offerActions(note: Listed): Promise<void> {
  const { pin, unpin, remove } = words
  const turn = note.pinned ? unpin : pin
  const choice = await choose([turn, remove])
  try {
    if (choice === turn) await turnPin(note)
    if (choice === remove) await trash(note)
  } catch (caught) {
    adopt(note, caught)
  }
}

/** Undoes a deletion. What becomes of the note is announced. */
export async function takeBack({ note, rev }: Removed): Promise<void> {
  try {
    const restored = await restoreNote(note.id, rev)
    announce({ kind: 'saved', note: { ...note, rev: restored, deletedAt: null } })
  } catch (caught) {
    // It can still be restored from the trash.
    void wx.showToast({ title: t(asCallError(caught).code), icon: 'none' })
  }
}

async function turnPin(note: Listed): Promise<void> {
  const pinned = !note.pinned
  const draft = findDraft(note.id)
  if (draft) {
    write(draft, { ...draft.content, pinned })
    announce({ kind: 'waiting', note: draft.summary() })
    return sendNow()
  }
  const written = await updateNote(note.id, note.rev, { pinned })
  announce({ kind: 'saved', note: { ...note, ...written, pinned } })
}

async function trash(note: Listed): Promise<void> {
  const draft = findDraft(note.id)
  if (draft) {
    const gone = await moveToTrash(draft)
    // It has said everything else.
    if (!gone && draft.state.kind === 'conflict') void wx.showToast({ title: t('CONFLICT'), icon: 'none' })
    return
  }
  const rev = await removeNote(note.id, note.rev)
  offerUndo({ note, rev })
  announce({ kind: 'removed', id: note.id })
}

/** Shows why a call failed, and the note as it stands where that is why. */
function adopt({ id }: Listed, caught: unknown): void {
  const error = asCallError(caught)
  const current = conflictingNote(error)
  if (current?.deletedAt === null) announce({ kind: 'saved', note: Draft.of(current).summary() })
  else if (current || error.code === 'NOT_FOUND') announce({ kind: 'removed', id })
  void wx.showToast({ title: t(error.code), icon: 'none' })
}
