import type { NoteSummary } from '../../shared/notes'

/** Something that happened to one note on this phone. */
export type Change =
  /** The cloud has it so. `wasWaiting` is the id under which it has waited, if that was another. */
  | { kind: 'saved'; note: NoteSummary; wasWaiting?: string }
  /** It was written here and the cloud does not have it yet. A new note's id is `new-` and its key until then. */
  | { kind: 'waiting'; note: NoteSummary }
  /** It is not in the list any more. */
  | { kind: 'removed'; id: string }

const listeners = new Set<(change: Change) => void>()

export function announce(change: Change): void {
  for (const listener of listeners) listener(change)
}

/** Hears every change from now on. Gives the function that ends it. */
export function onChange(listener: (change: Change) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
