import { createHash } from 'node:crypto'
import type { notesContract, Note } from '../../shared/notes'
import type { Caller } from '../common/caller'
import { OwnedCollection, type Owned } from '../common/owned'
import { Refusal } from '../common/refusal'
import type { Handlers } from '../common/serve'
import { cursorAfter, listOrder, positionOf } from './cursor'
import { excerptOf, toNote, toSummary, type StoredNote } from './stored'

const notesOf = (caller: Caller) => new OwnedCollection<StoredNote>('notes', caller)

/** One database request each; a second one only where the first found nothing to change or the id taken. */
export const handlers: Handlers<typeof notesContract> = {
  async create({ key, title, body, tags, pinned }, caller) {
    const now = Date.now()
    // The id follows from owner and key, so a retry after a lost answer meets the note that the first try wrote.
    const id = createHash('sha256').update(`${caller.openid} ${key}`).digest('hex').slice(0, 32)
    const times = { createdAt: now, updatedAt: now, deletedAt: null }
    const note = { title, body, excerpt: excerptOf(body), tags, pinned, rev: 1, ...times }
    if (await notesOf(caller).add(id, note)) return { note: toNote({ _id: id, ...note }) }
    return { note: toNote(await existing(id, caller)) }
  },

  async get({ id }, caller) {
    const note = await existing(id, caller)
    return note.deletedAt === null ? { note: toNote(note) } : notFound()
  },

  async list({ cursor, limit }, caller) {
    const found = await notesOf(caller).page({
      equals: { deletedAt: null },
      order: listOrder,
      after: cursor === undefined ? undefined : positionOf(cursor),
      limit: limit + 1, // one more than asked for tells whether there is a next page
      without: ['body'],
    })
    const notes = found.slice(0, limit)
    const last = notes.at(-1)
    return {
      notes: notes.map(toSummary),
      nextCursor: last && found.length > limit ? cursorAfter(last) : null,
    }
  },

  async update({ id, rev, ...changes }, caller) {
    const onlyPin = Object.keys(changes).every((field) => field === 'pinned')
    // A pin moves a note to the top; it does not make it newer.
    const time = onlyPin ? {} : { updatedAt: Date.now() }
    const change = {
      ...changes,
      ...(changes.body !== undefined && { excerpt: excerptOf(changes.body) }),
      ...time,
      rev: rev + 1,
    }
    if (await notesOf(caller).update(id, { rev, deletedAt: null }, change))
      return { id, rev: rev + 1, ...time }
    const note = await existing(id, caller)
    if (note.deletedAt !== null) return notFound()
    // A retry after a lost answer finds its change already there.
    const asWanted = JSON.stringify({ ...note, ...changes }) === JSON.stringify(note)
    return asWanted ? { id, rev: note.rev, updatedAt: note.updatedAt } : conflict(toNote(note))
  },

  async remove({ id, rev }, caller) {
    const deletedAt = Date.now()
    if (await notesOf(caller).update(id, { rev, deletedAt: null }, { deletedAt, rev: rev + 1 })) return { id }
    const note = await existing(id, caller)
    return note.deletedAt !== null ? { id } : conflict(toNote(note))
  },
}

/** The caller's note, deleted or not. Raises NOT_FOUND, for a foreign note and an absent one alike. */
async function existing(id: string, caller: Caller): Promise<Owned<StoredNote>> {
  return (await notesOf(caller).get(id)) ?? notFound()
}

function notFound(): never {
  throw new Refusal({ code: 'NOT_FOUND', message: 'You have no such note.' })
}

function conflict(note: Note): never {
  throw new Refusal({
    code: 'CONFLICT',
    message: `The note is at revision ${note.rev} by now.`,
    details: { note },
  })
}
