import type { NoteSummary } from '../../../shared/notes'
import type { Listed } from '../../common/list/blocks'

/** What a note's card shows. */
export interface NoteCard {
  id: string
  title: string
  excerpt: string
  tags: string
  /** How old it is, or how long it stays. */
  time: string
  waiting: boolean
  /** Whether it waits for the person to choose between two versions. */
  undecided: boolean
  /** How much of its checklist is done, like ✓ 3/7; empty without one. */
  progress: string
}

/** `time` is how old the note is, or how long it stays, in words. */
export const cardOf = (note: Listed<NoteSummary>, time: string, undecided = false): NoteCard => {
  const { id, title, excerpt, tags, waiting, boxes = 0, ticked = 0 } = note
  const progress = boxes > 0 ? `✓ ${ticked}/${boxes}` : ''
  return { id, title, excerpt, tags: tags.join(' · '), time, waiting, undecided, progress }
}
