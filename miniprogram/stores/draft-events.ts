import type { Note } from '../../shared/notes'
import type { CallErrorCode, CallFailure } from '../common/call-error'
import type { NoteContent } from '../services/notes'
import type { Change } from './changes'
import type { Known, Removal } from './known'
import type { Removed } from './undo'

/** What the cloud can be asked for a draft. `content` is what the note says once it is done. */
export type Request =
  /** `again` tells whether an earlier try may have been carried out; if none was, `trashed` makes the note in the trash. */
  | { action: 'create'; key: string; content: NoteContent; trashed: boolean; again: boolean }
  | { action: 'update'; note: Note; content: NoteContent; pinAlone: boolean; again: boolean }
  | { action: 'get'; note: Note }
  | { action: 'remove'; note: Note; content: NoteContent }

export type RequestTo<Action extends Request['action']> = Extract<Request, { action: Action }>

/** What happens to a draft. */
export type DraftEvent =
  /** `freshKey` names the note that it becomes if it had been given up. */
  | { kind: 'typed'; content: NoteContent; now: number; freshKey: string }
  /** The person asks for another try of what was refused. */
  | { kind: 'asked again' }
  /** The person deletes the note. */
  | { kind: 'asked to remove'; removal: Exclude<Removal, 'whatever it takes'> }
  /** The person gives up what is on this phone alone. */
  | { kind: 'given up' }
  /** Everything of before is to be forgotten, in the cloud as well. */
  | { kind: 'forgotten' }
  /** The person settles a conflict. */
  | { kind: 'kept mine' }
  | { kind: 'took theirs' }
  /** It is its turn to be sent. */
  | { kind: 'turn' }
  /** Its turn does not come: `error` is why. */
  | { kind: 'put off'; error: CallFailure }
  | { kind: 'created'; request: RequestTo<'create'>; note: Note; freshKey: string }
  | { kind: 'updated'; request: RequestTo<'update'>; rev: number; updatedAt: number }
  | { kind: 'read'; note: Note; freshKey: string }
  | { kind: 'removed'; request: RequestTo<'remove'>; rev: number; freshKey: string }
  | Failed

export interface Failed {
  kind: 'failed'
  request: Request
  error: CallFailure
  /** Whether an earlier try may have been carried out. */
  again: boolean
  /** The note as it stands, where that is why. */
  theirs: Note | null
  freshKey: string
}

/** What is to be done about it, in this order. */
export type Effect =
  /** Write the draft to the phone's storage before anything else is done. */
  | { kind: 'keep' }
  | { kind: 'call'; request: Request }
  | { kind: 'announce'; change: Change }
  | { kind: 'offer undo'; removed: Removed }
  /** Tell the person why the note is not deleted. */
  | { kind: 'tell'; code: CallErrorCode }

export interface Next {
  known: Known
  effects: Effect[]
}
