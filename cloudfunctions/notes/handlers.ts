import { createHash } from 'node:crypto'
import { limits } from '../../shared/limits'
import type { notesContract, Note } from '../../shared/notes'
import type { Caller } from '../common/caller'
import { notesOf, storedBody, storedTags, storedTitle, toNote, type StoredNote } from '../common/notes'
import { anyTime, type Owned } from '../common/owned'
import { reserve } from '../common/quota'
import { Refusal } from '../common/refusal'
import type { Handlers } from '../common/serve'
import type { lists } from './lists'

/**
 * What is done to one note. One database request each; a second one only where the first found nothing to change or the
 * id taken, and where the quota is to be measured.
 */
export const handlers: Omit<Handlers<typeof notesContract>, keyof typeof lists> = {
  async create({ key, title, body, tags, pinned }, caller) {
    const now = Date.now()
    // The id follows from owner and key, so a retry after a lost answer meets the note that the first try wrote.
    const id = createHash('sha256').update(`${caller.openid} ${key}`).digest('hex').slice(0, 32)
    const content = { ...storedTitle(title), ...storedBody(body), ...storedTags(tags), pinned }
    const note = { ...content, rev: 1, createdAt: now, updatedAt: now, deletedAt: null }
    const room = await reserve(caller, note.titleSize + note.bodySize)
    if (room && (await notesOf(caller).add(id, note))) return { note: toNote({ _id: id, ...note }) }
    const earlier = await notesOf(caller).get(id)
    if (earlier) return { note: toNote(earlier) }
    return room ? notFound() : full()
  },

  async get({ id }, caller) {
    return { note: toNote(await existing(id, caller)) }
  },

  async update({ id, rev, ...changes }, caller) {
    const { title, body, tags } = changes
    const onlyPin = Object.keys(changes).every((field) => field === 'pinned')
    // A pin moves a note to the top; it does not make it newer.
    const time = onlyPin ? {} : { updatedAt: Date.now() }
    const change = {
      ...changes,
      ...(title !== undefined && storedTitle(title)),
      ...(body !== undefined && storedBody(body)),
      ...(tags !== undefined && storedTags(tags)),
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
    const change = { deletedAt: Date.now(), rev: rev + 1 }
    if (await notesOf(caller).update(id, { rev, deletedAt: null }, change)) return { id, rev: rev + 1 }
    const note = await existing(id, caller)
    return note.deletedAt !== null ? { id, rev: note.rev } : conflict(toNote(note))
  },

  async restore({ id, rev }, caller) {
    const change = { deletedAt: null, rev: rev + 1 }
    if (await notesOf(caller).update(id, { rev, deletedAt: anyTime }, change)) return { id, rev: rev + 1 }
    const note = await existing(id, caller)
    return note.deletedAt === null ? { id, rev: note.rev } : conflict(toNote(note))
  },

  async destroy({ id, rev }, caller) {
    if (await notesOf(caller).remove(id, { rev, deletedAt: anyTime })) return { id }
    return conflict(toNote(await existing(id, caller)))
  },
}

/** The caller's note, live or in the trash. Raises NOT_FOUND, for a foreign note and an absent one alike. */
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

function full(): never {
  throw new Refusal({
    code: 'LIMIT_EXCEEDED',
    message: `There is room for ${limits.notes} notes and ${limits.characters} characters, those in the trash included.`,
  })
}
