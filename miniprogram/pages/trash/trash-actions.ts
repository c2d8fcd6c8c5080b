import type { NoteSummary } from '../../../shared/notes'
import { asCallError } from '../../common/call-error'
import { choose, confirmDeletion } from '../../common/dialogs'
import { t, texts } from '../../i18n/index'
import { destroyNote, emptyTrash, restoreNote } from '../../services/notes'
import { noteChanges } from '../../stores/changes'

/** What can be done to a note in the trash. */
export type TrashAction = 'restore' | 'destroy'

/** Asks what to do with a note in the trash, and does it, as `actOn` does. */
export async function offerActions(note: NoteSummary): Promise<boolean> {
  const { restore, destroy } = texts
  const choice = await choose([restore, destroy])
  if (choice === restore) return actOn(note, 'restore')
  return choice === destroy ? actOn(note, 'destroy') : true
}

/**
 * Restores a note of the trash, or deletes it for good after a question. What becomes of the note is announced. False if the
 * note was changed elsewhere, so that the trash has to be loaded again.
 */
export async function actOn(note: NoteSummary, action: TrashAction): Promise<boolean> {
  try {
    if (action === 'restore') await bringBack(note)
    else if (await confirmDeletion(texts.destroyQuestion, texts.destroyWarning)) await destroyForGood(note)
  } catch (caught) {
    const { code } = asCallError(caught)
    void wx.showToast({ title: t(code), icon: 'none' })
    if (code === 'NOT_FOUND') noteChanges.emit({ kind: 'removed', id: note.id })
    return code !== 'CONFLICT'
  }
  return true
}

/** Deletes for good, after a question, what is in the trash down from `newest`. False if everything stays. */
export async function clearTrash(newest: NoteSummary): Promise<boolean> {
  const { clearTrashQuestion, clearTrashWarning } = texts
  if (!(await confirmDeletion(clearTrashQuestion, clearTrashWarning))) return false
  try {
    await emptyTrash(newest.deletedAt ?? 0)
    return true
  } catch (caught) {
    void wx.showToast({ title: t(asCallError(caught).code), icon: 'none' })
    return false
  }
}

async function bringBack(note: NoteSummary): Promise<void> {
  const rev = await restoreNote(note.id, note.rev)
  noteChanges.emit({ kind: 'saved', note: { ...note, rev, deletedAt: null } })
  void wx.showToast({ title: texts.restored, icon: 'success' })
}

async function destroyForGood({ id, rev }: NoteSummary): Promise<void> {
  await destroyNote(id, rev)
  noteChanges.emit({ kind: 'removed', id })
}
