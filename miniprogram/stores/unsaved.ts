import { words } from '../i18n/index'
import type { Draft } from './draft'

/** Drafts whose page was left before the cloud had everything. */
const left = new Set<Draft>()

/** Keeps a draft whose page closes until it is saved, and says so if that does not work at once. */
export function leave(draft: Draft): void {
  left.add(draft)
  draft.report = ({ kind }) => {
    if (kind === 'saved' || kind === 'new') left.delete(draft)
    if (kind === 'unsaved' || kind === 'conflict')
      void wx.showToast({ title: words.leftUnsaved, icon: 'none' })
  }
  void draft.flush()
}

/** Gives back the draft of a note, or with null that of a new note which could not be saved. */
export function resume(id: string | null): Draft | undefined {
  for (const draft of left) {
    if (draft.id !== id || (id === null && draft.state.kind === 'saving')) continue
    left.delete(draft)
    return draft
  }
  return undefined
}
