import type { Note } from '../../../shared/notes'
import type { Fact } from '../../components/note-details/facts'
import type { NoteContent } from '../../services/notes'
import type { Draft, DraftState } from '../../stores/draft'
import { contentOf } from '../../stores/merge'
import type { Writing } from './writing'

/** What the page of a note shows. */
interface Data {
  loading: boolean
  /** Why the note could not be opened. */
  error: string
  /** The text as it was last put into the fields. What was typed after that is only in the draft. */
  title: string
  body: string
  tags: string[]
  pinned: boolean
  titleFocus: boolean
  /** Whether tags are being changed. */
  tagging: boolean
  suggestions: string[]
  /** Whether only what the list knows is shown so far. */
  opening: boolean
  /** Whether the note lies in the trash, where it can only be read. */
  trashed: boolean
  state: DraftState['kind']
  /** Why the note is not saved; empty if it only waits for the network. */
  reason: string
  /** Like 92/100, when the field is nearly full. */
  nearLimit: string
  /** The details; empty while they are closed. */
  facts: Fact[]
  /** Height of the keyboard that covers the page, in pixels. */
  keyboard: number
}

/** What the page holds beside its data. */
interface Held {
  /** Missing for a note that is not written yet. */
  noteId?: string | undefined
  /** Missing until the note is loaded, and for one in the trash. */
  draft?: Draft
  /** The note, if it lies in the trash. */
  trashedNote?: Note
  /** What the fields hold. */
  shown: NoteContent
  typedTag: string
  visible: boolean
  /** Whether the page has its title. What it names later would go to the page that is on top by then. */
  titled: boolean
  /** Missing until the page opens. */
  writing?: Writing
  /** Whether the person was shown both sides of the conflict. */
  compared: boolean
  removing: boolean
}

/** Before its note is known. */
export const data: Data = {
  loading: true,
  error: '',
  title: '',
  body: '',
  tags: [],
  pinned: false,
  titleFocus: false,
  tagging: false,
  suggestions: [],
  opening: false,
  trashed: false,
  state: 'new',
  reason: '',
  nearLimit: '',
  facts: [],
  keyboard: 0,
}
export const held: Held = {
  shown: contentOf(null),
  typedTag: '',
  visible: false,
  titled: false,
  compared: false,
  removing: false,
}
