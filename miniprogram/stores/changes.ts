import type { NoteSummary } from '../../shared/notes'
import { Signal } from '../common/signal'

/** Something that happened to one note on this phone. */
export type Change =
  /** The cloud now has it like this. `wasWaiting` is its id while it waited to be sent, if that was another. */
  | { kind: 'saved'; note: NoteSummary; wasWaiting?: string }
  /** It was written here, and the cloud does not have it yet. Until then a new note's id is `new-` and its key. */
  | { kind: 'waiting'; note: NoteSummary }
  /** It was moved to the trash, or deleted for good. */
  | { kind: 'removed'; id: string }

/** All that happens to notes on this phone; whoever shows notes listens. */
export const noteChanges = new Signal<Change>()
