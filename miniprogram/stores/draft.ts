import type { Note, NoteSummary } from '../../shared/notes'
import { Signal } from '../common/signal'
import { newKey, type NoteContent } from '../services/notes'
import { idOf, restored, summaryOf, type DraftState, type Known } from './known'
import { contentOf } from './merge'
import type { DraftEvent, Effect } from './draft-events'
import { next } from './next'

export type { DraftState } from './known'

/** What became of a draft, and what is to be done about it. The outbox listens, and does it. */
export const draftEvents = new Signal<{ draft: Draft; effects: Effect[] }>()

/** A note being written, as a page holds it. */
export class Draft {
  /** Told of every new state, and of content that came from elsewhere. */
  report: () => void = () => {}

  private constructor(private current: Known) {}

  /** `note` as the cloud holds it, or null for one that is not written yet. */
  static of(note: Note | null): Draft {
    const state = { kind: note ? 'saved' : 'new' } as const
    return new Draft({
      ...{ key: newKey(), note, content: contentOf(note), inDoubt: null, state, editedAt: Date.now() },
    })
  }

  /** A draft of an earlier launch. */
  static restore(kept: Known): Draft {
    return new Draft(restored(kept))
  }

  get known(): Known {
    return this.current
  }

  get state(): DraftState {
    return this.current.state
  }

  get content(): NoteContent {
    return this.current.content
  }

  get note(): Note | null {
    return this.current.note
  }

  get key(): string {
    return this.current.key
  }

  get id(): string {
    return idOf(this.current)
  }

  get editedAt(): number {
    return this.current.editedAt
  }

  /** The draft as a list shows it. */
  summary(): NoteSummary {
    return summaryOf(this.current)
  }

  /** Something happens to it. */
  tell(event: DraftEvent): void {
    const { known, effects } = next(this.current, event)
    this.current = known
    this.report()
    draftEvents.emit({ draft: this, effects })
  }

  /** Makes a refused draft due again. */
  retry(): void {
    this.tell({ kind: 'asked again' })
  }

  /** The note as the cloud has just given it is taken over, unless something newer is on its way there. */
  refresh(note: Note): void {
    if (this.state.kind === 'saved' && note.rev > (this.note?.rev ?? 0))
      this.tell({ kind: 'read', note, freshKey: newKey() })
  }

  /** Settles a conflict in favour of this phone; to be sent afterwards. */
  keepMine(): void {
    this.tell({ kind: 'kept mine' })
  }

  /** Settles a conflict in favour of the cloud. */
  takeTheirs(): void {
    this.tell({ kind: 'took theirs' })
  }
}
