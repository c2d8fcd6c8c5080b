import type { NoteSummary } from '../../../shared/notes'
import { asCallError } from '../../common/call-error'
import { choose, confirmDeletion } from '../../common/dialogs'
import { t, texts } from '../../i18n/index'
import { destroyNote, restoreNote } from '../../services/notes'
import { noteChanges } from '../../stores/changes'

/**
 * Asks what to do with a note in the trash and does it. What becomes of the note is announced. False if the note
 * was changed elsewhere, so that the trash has to be loaded again.
 */
export async function offerActions(note: NoteSummary): Promise<boolean> {
  const { restore, read, destroy, destroyQuestion, destroyWarning } = texts
  const choice = await choose([restore, read, destroy])
  if (choice === read) void wx.navigateTo({ url: `/pages/note/note?id=${note.id}` })
  try {
    if (choice === restore) await bringBack(note)
    if (choice === destroy && (await confirmDeletion(destroyQuestion, destroyWarning)))
      await destroyForGood(note)
  } catch (caught) {
    const { code } = asCallError(caught)
    void wx.showToast({ title: t(code), icon: 'none' })
    if (code === 'NOT_FOUND') noteChanges.emit({ kind: 'removed', id: note.id })
    return code !== 'CONFLICT'
  }
  return true
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
