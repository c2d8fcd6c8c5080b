import type { NoteSummary } from '../../shared/notes'

/** A note that was just moved to the trash, and the revision at which it lies there: what `restore` has to name. */
export interface Removed {
  note: NoteSummary
  rev: number
}

let offered: Removed | undefined

/** Offers to take a deletion back, in place of an offer before. The list of notes shows it when it is in front. */
export function offerUndo(removed: Removed): void {
  offered = removed
}

/** The offer that nobody has shown yet, once. */
export function takeUndo(): Removed | undefined {
  const removed = offered
  offered = undefined
  return removed
}
