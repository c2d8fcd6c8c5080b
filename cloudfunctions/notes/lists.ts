import * as z from 'zod/mini'
import { noteSchema, type notesContract } from '../../shared/notes'
import { wordsOf } from '../../shared/search'
import { distinctTags, tagKey } from '../../shared/tags'
import { notesOf, toFound, toNote, toSummary } from './stored'
import { anyTime } from '../common/owned'
import { countWithin, readPage, type List } from '../common/pages'
import type { Handlers } from '../common/serve'

const { id, pinned, updatedAt: time } = noteSchema.shape

/** Pinned first, then the newest; the id breaks ties. Indexes of `cloudbase/collections.json` have the same orders. */
const liveList = {
  order: [
    ['pinned', 'desc'],
    ['updatedAt', 'desc'],
    ['_id', 'desc'],
  ],
  position: z.tuple([pinned, time, id]),
} as const satisfies List

/** The latest removed first. Those of the same millisecond come as in the list, so that one index serves both. */
const trashList = {
  order: [['deletedAt', 'desc'], ...liveList.order],
  position: z.tuple([time, pinned, time, id]),
} as const satisfies List

/** An answer stays far below what the platform lets through. */
const readBytes = 800_000

/** How many of the newest notes are looked through for tags, and how many tags are suggested at most. */
const [scannedNotesLimit, suggestionLimit] = [200, 50]

/**
 * One database request each. A search reads the list in its order until the page is full; where it finds little, it
 * reads all notes of the caller. What it finds comes with the bodies, which stay here: only the place with the words leaves.
 */
export const lists: Pick<Handlers<typeof notesContract>, 'list' | 'read' | 'trash' | 'tags'> = {
  async list({ tag, words, ...which }, caller) {
    const sought = wordsOf(words ?? '')
    const found = sought.length > 0
    const { documents, nextCursor } = await readPage(notesOf(caller), liveList, which, {
      equals: { deletedAt: null, ...(tag !== undefined && { tagKeys: tagKey(tag) }) },
      contains: { fields: ['title', 'body'], words: sought },
      without: [found ? 'excerpt' : 'body'],
    })
    return { notes: documents.map((note) => (found ? toFound(note, sought) : toSummary(note))), nextCursor }
  },

  async read({ ids }, caller) {
    const notes = (await notesOf(caller).some(ids, { deletedAt: null })).map(toNote)
    return { notes: notes.slice(0, countWithin(readBytes, notes)) }
  },

  async trash(which, caller) {
    const { documents, nextCursor } = await readPage(notesOf(caller), trashList, which, {
      equals: { deletedAt: anyTime },
      without: ['body'],
    })
    return { notes: documents.map(toSummary), nextCursor }
  },

  async tags(_input, caller) {
    const notes = await notesOf(caller).page({
      equals: { deletedAt: null },
      order: liveList.order,
      limit: scannedNotesLimit,
      without: ['title', 'excerpt', 'body'],
    })
    const newestFirst = notes.sort((a, b) => b.updatedAt - a.updatedAt)
    return { tags: distinctTags(newestFirst.flatMap(({ tags }) => tags)).slice(0, suggestionLimit) }
  },
}
