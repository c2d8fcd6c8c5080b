import type { NoteSummary } from '../../shared/notes'

/** A note that was just moved to the trash, and its revision there, which `restore` has to name. */
export interface Removed {
  note: NoteSummary
  rev: number
}

let offered: Removed | undefined

/** Offers to undo a deletion; an earlier offer lapses. The list of notes shows it as soon as it is in front. */
export function offerUndo(removed: Removed): void {
  offered = removed
}

/** The offer that was not shown yet. It is given only once. */
export function takeUndo(): Removed | undefined {
  const removed = offered
  offered = undefined
  return removed
}
