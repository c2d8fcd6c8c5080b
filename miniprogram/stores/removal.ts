import { asCallError, type CallErrorCode } from '../common/call-error'
import { confirmDeletion } from '../common/dialogs'
import { t, texts } from '../i18n/index'
import { removeNote } from '../services/notes'
import { noteChanges } from './changes'
import type { Draft } from './draft'
import { discard, sendNow } from './outbox'
import { offerUndo } from './undo'

/** Moves a note to the trash, with what was typed last, and offers to undo it. False if it stays where it is. */
export async function moveToTrash(draft: Draft): Promise<boolean> {
  if (draft.dirty) {
    draft.retry()
    await sendNow()
  }
  const { note, state } = draft
  if (!note) return throwAway(draft)
  // The note's page has opened the comparison of both versions.
  if (state.kind === 'conflict') return false
  if (state.kind === 'waiting') return refuse(state.error?.code ?? 'NETWORK')
  try {
    const rev = await removeNote(note.id, note.rev)
    offerUndo({ note: draft.summary(), rev })
  } catch (caught) {
    const error = asCallError(caught)
    if (error.code === 'CONFLICT') draft.fail(error)
    if (error.code !== 'NOT_FOUND') return refuse(error.code)
  }
  discard(draft)
  noteChanges.emit({ kind: 'removed', id: note.id })
  return true
}

/** The trash is in the cloud. A note that is only on this phone cannot go there, so it is deleted after a question. */
async function throwAway(draft: Draft): Promise<boolean> {
  if (draft.dirty && !(await confirmDeletion(texts.removeQuestion, texts.removeWarning))) return false
  discard(draft)
  noteChanges.emit({ kind: 'removed', id: draft.id })
  return true
}

function refuse(code: CallErrorCode): false {
  void wx.showToast({ title: t(code), icon: 'none' })
  return false
}
