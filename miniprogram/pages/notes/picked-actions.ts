import { limits } from '../../../shared/note-limits'
import type { NoteSummary } from '../../../shared/notes'
import { distinctTags } from '../../../shared/tags'
import { asCallError } from '../../common/call-error'
import type { Listed } from '../../common/list/blocks'
import { t, texts } from '../../i18n/index'
import { updateNote } from '../../services/notes'
import { noteChanges } from '../../stores/changes'
import { findDraft, sendNow, write } from '../../stores/outbox'
import { takeUndo, type Removed } from '../../stores/undo'
import { tellList, trash } from './card-actions'

/** So many notes can be picked: each is a call of its own. */
export const pickLimit = 50

type Picked = Listed<NoteSummary>[]

/** Moves notes to the trash, one after the other; `tell` hears how many are done. Gives what can be undone. */
export async function trashPicked(notes: Picked, tell: (done: number) => void): Promise<Removed[]> {
  const removed: Removed[] = []
  await oneByOne(notes, tell, async (note) => {
    const gone = await trash(note)
    const offer = takeUndo()
    if (offer) removed.push(offer)
    return gone ? '' : texts.unsaved
  })
  return removed
}

/** Asks for a tag; undefined if there is none. */
export async function askForTag(): Promise<string | undefined> {
  const { addTags, tagHint, add, cancel } = texts
  const buttons = { confirmText: add, cancelText: cancel }
  const asked = { title: addTags, editable: true, placeholderText: tagHint, ...buttons }
  const { confirm, content } = await wx.showModal(asked)
  const tag = confirm ? content.trim().slice(0, limits.tag) : ''
  return tag || undefined
}

/** Gives notes one more tag, one after the other. */
export const tagPicked = (notes: Picked, tag: string, tell: (done: number) => void): Promise<void> =>
  oneByOne(notes, tell, (note) => addTag(note, tag))

/** Why it has none, in words; empty if it has it. */
async function addTag(note: Listed<NoteSummary>, tag: string): Promise<string> {
  const draft = findDraft(note.id)
  const tags = distinctTags([...(draft?.content ?? note).tags, tag])
  if (tags.length > limits.tags) return t('tagsFull', { count: limits.tags })
  if (draft) {
    write(draft, { ...draft.content, tags })
    noteChanges.emit({ kind: 'waiting', note: draft.summary() })
    void sendNow()
  } else if (tags.length > note.tags.length) {
    const written = await updateNote(note.id, note.rev, { tags })
    noteChanges.emit({ kind: 'saved', note: { ...note, ...written, tags } })
  }
  return ''
}

/** Says at the end how many were left as they are, and why the last of them was. Without a network the rest is not tried. */
async function oneByOne(
  notes: Picked,
  tell: (done: number) => void,
  work: (note: Listed<NoteSummary>) => Promise<string>,
): Promise<void> {
  let [left, reason] = [0, '']
  for (const [i, note] of notes.entries()) {
    tell(i)
    try {
      const why = await work(note)
      if (!why) continue
      left++
      reason = why
    } catch (caught) {
      const { code } = asCallError(caught)
      tellList(note, caught)
      reason = t(code)
      if (code === 'NETWORK' || code === 'TIMEOUT') {
        left += notes.length - i
        break
      }
      left++
    }
  }
  if (left > 0)
    await wx.showModal({
      title: t('leftAsTheyAre', { count: left }),
      content: reason,
      showCancel: false,
      confirmText: texts.understood,
    })
}
