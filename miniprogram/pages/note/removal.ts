import { t, words } from '../../i18n/index'
import { asCallError, type CallErrorCode } from '../../common/call-error'
import { removeNote } from '../../services/notes'
import { noteChanges } from '../../stores/changes'
import type { Draft } from '../../stores/draft'
import { discard, sendNow } from '../../stores/outbox'
import { offerUndo } from '../../stores/undo'

/** Moves a note to the trash, with what was typed last, and offers to undo it. False if it stays where it is. */
export async function moveToTrash(draft: Draft): Promise<boolean> {
  if (draft.dirty) {
    draft.retry()
    await sendNow()
  }
  const { note, state } = draft
  if (!note) return throwAway(draft)
  // The page has opened the comparison.
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

/** A note that is on this phone alone cannot go to the trash, so it goes after a question. */
async function throwAway(draft: Draft): Promise<boolean> {
  if (draft.dirty && !(await asksToThrowAway())) return false
  discard(draft)
  noteChanges.emit({ kind: 'removed', id: draft.id })
  return true
}

async function asksToThrowAway(): Promise<boolean> {
  const { removeQuestion: title, removeWarning: content, remove, cancel } = words
  // WeChat refuses a modal whose button has more than 4 Chinese or 8 other characters.
  const buttons = { confirmText: remove, confirmColor: '#FA5151', cancelText: cancel }
  return (await wx.showModal({ title, content, ...buttons })).confirm
}

function refuse(code: CallErrorCode): false {
  void wx.showToast({ title: t(code), icon: 'none' })
  return false
}
