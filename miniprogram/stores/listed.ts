import type { NoteSummary } from '../../shared/notes'

let tapped: NoteSummary | undefined

/** To be called with what a list knows of a note, before its page opens. */
export function tellListed(note: NoteSummary): void {
  tapped = note
}

/** What the list knew of the note that was tapped last; undefined for any other. */
export const listedNote = (id: string): NoteSummary | undefined => (tapped?.id === id ? tapped : undefined)
