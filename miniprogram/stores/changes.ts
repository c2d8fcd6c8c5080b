import type { NoteSummary } from '../../shared/notes'

/** Something that happened to one note on this phone. */
export type Change = { kind: 'saved'; note: NoteSummary } | { kind: 'removed'; id: string }

const listeners = new Set<(change: Change) => void>()

export function announce(change: Change): void {
  for (const listener of listeners) listener(change)
}

/** Hears every change from now on. Gives the function that ends it. */
export function onChange(listener: (change: Change) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
