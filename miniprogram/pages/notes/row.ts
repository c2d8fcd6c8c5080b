import type { NoteSummary } from '../../../shared/notes'
import type { Listed } from '../../common/list/blocks'
import { cardOf, type NoteCard } from '../../components/note-card/card'
import { age } from '../../i18n/age'
import { texts } from '../../i18n/index'
import { isUndecided } from '../../stores/outbox'

/** What the list shows of one note. */
export interface NoteRow extends NoteCard {
  /** What stands over it if it is the first of its section; empty if it is not. */
  heading: string
  pinned: boolean
}

/** `above` is the note before it. */
export const rowOf = (note: Listed<NoteSummary>, above: Listed<NoteSummary> | undefined): NoteRow => ({
  ...cardOf(note, age(note.updatedAt, Date.now()), isUndecided(note.id)),
  heading: headingOver(note.pinned, above?.pinned),
  pinned: note.pinned,
})

/** Where nothing is pinned there are no sections. */
function headingOver(pinned: boolean, abovePinned: boolean | undefined): string {
  if (pinned) return abovePinned ? '' : texts.pinned
  return abovePinned ? texts.notesTitle : ''
}
