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

/** What is known of a note's past. */
export interface Past {
  /** What the cloud confirmed last; null where nothing is known that both sides started from. */
  base: NoteContent | null
  /** What was sent since, and may have been written. */
  sent: NoteContent | null
  /** Whether there were changes enough since `base` for somebody to have put it back after `sent` was written. */
  mayBePutBack: boolean
}

/**
 * Two versions of a note as one; null if both sides changed the same part of it. The parts are the text (title and body,
 * which are read together), the tags, and the pin: a pin set here and a word changed there are no conflict.
 */
export function merged({ base, sent, mayBePutBack }: Past, mine: NoteContent, theirs: NoteContent) {
  const choose = (same: Same): NoteContent | null => {
    if (same(mine, theirs) || (sent && same(sent, theirs))) return mine
    if (base && same(base, mine)) return theirs
    const untouched = base && same(base, theirs) && !(mayBePutBack && sent && !same(sent, base))
    return untouched ? mine : null
  }
  // Nobody wants to be asked about a pin: where it is in doubt the cloud's counts.
  const [text, tags, pin] = [choose(sameText), choose(sameTags), choose(samePin) ?? theirs]
  if (!text || !tags) return null
  return { title: text.title, body: text.body, tags: tags.tags, pinned: pin.pinned }
}
