import type { NoteSummary } from '../../../shared/notes'

/** A note in the list. */
export interface Listed extends NoteSummary {
  /** Whether it was written here and the cloud does not have it so yet. */
  waiting: boolean
}

/** What a note's card shows. */
export interface Row {
  id: string
  title: string
  excerpt: string
  tags: string
  /** How old it is, or how long it stays. */
  time: string
  pinned: boolean
  waiting: boolean
}

/** `time` is what the card tells of it, in words. */
export const toRow = ({ id, title, excerpt, tags, pinned, waiting }: Listed, time: string): Row => ({
  id,
  title,
  excerpt,
  tags: tags.join(' · '),
  time,
  pinned,
  waiting,
})

/**
 * Whether `a` stands before `b`: pinned first, then the newest, as the cloud orders them. What waits is the newest,
 * whatever the clock of the phone says.
 */
export function before(a: Listed, b: Listed): boolean {
  if (a.pinned !== b.pinned) return a.pinned
  if (a.waiting !== b.waiting) return a.waiting
  return a.updatedAt === b.updatedAt ? a.id > b.id : a.updatedAt > b.updatedAt
}
