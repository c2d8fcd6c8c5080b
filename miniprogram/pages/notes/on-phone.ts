import type { Note, NoteSummary } from '../../../shared/notes'
import { excerptOf } from '../../../shared/excerpt'
import { containsAll, wordsOf } from '../../../shared/search'
import { tagKey } from '../../../shared/tags'
import type { Listed } from '../../common/list/blocks'
import type { Search } from '../../services/notes'
import { keptHeads, keptNote, keptNotes } from '../../stores/kept-notes'
import { shownInLists } from '../../stores/known'
import { findDraft, waitingNotes } from '../../stores/outbox'
import { isBefore } from './order'

/** So many notes are read from the storage at once. */
const pageSize = 20

/** What the cloud would find among the notes that this phone has whole: those that wait to be sent, and those it keeps. */
export function searchOnPhone({ tag, words }: Search): NoteSummary[] {
  const sought = wordsOf(words)
  const waiting = waitingNotes().map(({ excerpt, ...head }): Note => ({
    ...head,
    body: findDraft(head.id)?.content.body ?? excerpt,
  }))
  const written = new Set(waiting.map(({ id }) => id))
  return [...waiting, ...keptNotes().filter(({ id }) => !written.has(id))]
    .filter(({ tags }) => !tag || tags.some((one) => tagKey(one) === tagKey(tag)))
    .filter(({ title, body }) => containsAll([title, body], sought))
    .map(({ body, ...head }) => ({
      ...head,
      ...shownInLists(body),
      excerpt: excerptOf(body, sought),
      waiting: written.has(head.id),
    }))
    .sort((a, b) => (isBefore(a, b) ? -1 : 1))
}

/** The next notes that this phone keeps below what is listed, in the order of the list; none where there are no more. */
export function keptBelow(listed: Listed<NoteSummary>[]): NoteSummary[] {
  const ids = new Set(listed.map(({ id }) => id))
  const last = listed[listed.length - 1]
  return keptHeads()
    .map((head) => ({ ...head, waiting: false }))
    .filter((head) => !ids.has(head.id) && (!last || isBefore(last, head)))
    .sort((a, b) => (isBefore(a, b) ? -1 : 1))
    .slice(0, pageSize)
    .flatMap(({ id }) => keptNote(id) ?? [])
    .map(({ body, ...head }) => ({ ...head, ...shownInLists(body) }))
}
