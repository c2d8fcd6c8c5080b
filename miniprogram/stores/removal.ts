import { confirmDeletion } from '../common/dialogs'
import { texts } from '../i18n/index'
import type { Draft } from './draft'
import { isDirty } from './known'
import { same } from './merge'
import { discard, sendNow } from './outbox'

/**
 * Moves a note to the trash, with what was typed last, and offers to undo it. False if it stays where it is: the person
 * was told why, or is typing.
 */
export async function moveToTrash(draft: Draft): Promise<boolean> {
  const { content } = draft
  draft.tell({ kind: 'asked to remove', removal: 'with last words' })
  await sendNow()
  if (isGone(draft)) return true
  const typedMeanwhile = !same(draft.content, content)
  // The note's page has opened the comparison of both versions.
  if (typedMeanwhile || draft.state.kind === 'conflict') return false
  if (!draft.note) return throwAway(draft)
  if (draft.state.kind !== 'unsaved' || !(await confirmLoss())) return false
  draft.tell({ kind: 'asked to remove', removal: 'as it is' })
  await sendNow()
  return isGone(draft)
}

/** The trash is in the cloud. A note that is only on this phone cannot go there, so it is deleted after a question. */
async function throwAway(draft: Draft): Promise<boolean> {
  if (isDirty(draft.known) && !(await confirmLoss())) return false
  discard(draft)
  void sendNow()
  return true
}

const confirmLoss = (): Promise<boolean> => confirmDeletion(texts.removeQuestion, texts.removeWarning)
const isGone = ({ state }: Draft): boolean => state.kind === 'gone'
