import type { Note } from '../../shared/notes'
import type { NoteContent } from '../services/notes'

type Same = (a: NoteContent, b: NoteContent) => boolean

const sameText: Same = (a, b) => a.title === b.title && a.body === b.body
const sameTags: Same = (a, b) => JSON.stringify(a.tags) === JSON.stringify(b.tags)
const samePin: Same = (a, b) => a.pinned === b.pinned

export const same: Same = (a, b) => sameText(a, b) && sameTags(a, b) && samePin(a, b)

/** Whether two contents differ in the pin and in nothing else. */
export const onlyPinDiffers: Same = (a, b) => sameText(a, b) && sameTags(a, b) && !samePin(a, b)

/** What a person wrote in a note; blank for a note that does not exist yet. */
export const contentOf = (note: Note | null): NoteContent => ({
  title: note?.title ?? '',
  body: note?.body ?? '',
  tags: note?.tags ?? [],
  pinned: note?.pinned ?? false,
})

/** What is known of a note's past: what the cloud confirmed last, and what was sent since and may have been written. */
interface Past {
  base: NoteContent
  sent: NoteContent | null
}

/**
 * Two versions of a note as one; null if both sides changed the same part of it. The parts are the text (title and body,
 * which are read together), the tags, and the pin: a pin set here and a word changed there are no conflict.
 */
export function merged({ base, sent }: Past, mine: NoteContent, theirs: NoteContent): NoteContent | null {
  const choose = (same: Same): NoteContent | null => {
    if (same(base, theirs) || (sent && same(sent, theirs))) return mine
    return same(base, mine) || same(mine, theirs) ? theirs : null
  }
  const [text, tags, pin] = [choose(sameText), choose(sameTags), choose(samePin)]
  if (!text || !tags || !pin) return null
  return { title: text.title, body: text.body, tags: tags.tags, pinned: pin.pinned }
}
