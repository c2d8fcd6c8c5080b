import type { NoteSummary } from '../../shared/notes'
import { Signal } from '../common/signal'

/** Something that happened to one note on this phone. */
export type Change =
  /** The cloud has it so. `wasWaiting` is the id under which it has waited, if that was another. */
  | { kind: 'saved'; note: NoteSummary; wasWaiting?: string }
  /** It was written here and the cloud does not have it yet. A new note's id is `new-` and its key until then. */
  | { kind: 'waiting'; note: NoteSummary }
  /** It is not in the list any more. */
  | { kind: 'removed'; id: string }

export const noteChanges = new Signal<Change>()
