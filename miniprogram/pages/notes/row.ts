import type { NoteSummary } from '../../../shared/notes'
import { age } from '../../i18n/age'

/** What a note's card shows. */
export interface Row {
  id: string
  title: string
  excerpt: string
  age: string
  pinned: boolean
}

/** `now` in epoch milliseconds. */
export const toRow = ({ id, title, excerpt, pinned, updatedAt }: NoteSummary, now: number): Row => ({
  id,
  title,
  excerpt,
  age: age(updatedAt, now),
  pinned,
})

/** Whether `a` stands before `b` in a list: pinned first, then the newest. */
export const before = (a: NoteSummary, b: NoteSummary): boolean =>
  a.pinned === b.pinned ? a.updatedAt > b.updatedAt : a.pinned
