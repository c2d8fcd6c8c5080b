import type { Note, NoteSummary } from '../../../shared/notes'
import { excerptOf } from '../../../shared/excerpt'
import { containsAll, wordsOf } from '../../../shared/search'
import { tagKey } from '../../../shared/tags'
import type { Search } from '../../services/notes'
import { keptNotes } from '../../stores/kept-notes'
import { shownInLists } from '../../stores/known'
import { findDraft, waitingNotes } from '../../stores/outbox'
import { noteOrder } from './order'

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
    .sort((a, b) => (noteOrder.before(a, b) ? -1 : 1))
}
