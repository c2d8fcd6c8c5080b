import { limits } from '../../shared/note-limits'
import type { notesContract } from '../../shared/notes'
import { holds } from '../common/holds'
import { idOf } from '../common/ids'
import { anyTime } from '../common/owned'
import { conflict, full, notFound } from '../common/refusal'
import type { Handlers } from '../common/serve'
import type { lists } from './lists'
import { notesRegistration } from './registration'
import { notesOf, storedBody, storedTags, storedTitle, toNote, toOpened } from './stored'

const { quota } = notesRegistration
const fullMessage = `There is room for ${limits.notes} notes and ${limits.characters} characters, those in the trash included.`

/** What lies in the trash has a time, and 0 is none. */
const removalTime = (now: number): number => Math.max(1, now)

/**
 * What is done to notes. One database request each; a second one only where the first found nothing to change or the
 * id taken, and where the quota is to be measured. A change that does not fit the quota takes a third, for what it replaces.
 */
export const handlers: Omit<Handlers<typeof notesContract>, keyof typeof lists> = {
  async create({ key, title, body, tags, pinned, trashed }, caller) {
    const now = Date.now()
    const id = idOf(caller, key)
    const content = { ...storedTitle(title), ...storedBody(body), ...storedTags(tags), pinned }
    const deletedAt = trashed ? removalTime(now) : null
    const note = { ...content, rev: 1, createdAt: now, updatedAt: now, deletedAt, writtenIn: caller.appid }
    const room = await quota.reserve(caller, note.titleSize + note.bodySize)
    if (room && (await notesOf(caller).add(id, note))) return { note: toNote({ _id: id, ...note }) }
    const earlier = await notesOf(caller).get(id)
    if (earlier) return { note: toNote(earlier) }
    return room ? notFound() : full(fullMessage)
  },

  async get({ id }, caller) {
    return toOpened(await notesOf(caller).existing(id), caller)
  },

  async update({ id, rev, ...changes }, caller) {
    const { title, body, tags } = changes
    const onlyPin = Object.keys(changes).every((field) => field === 'pinned')
    // A pin moves a note to the top; it does not make it newer.
    const time = onlyPin ? {} : { updatedAt: Date.now() }
    const place = onlyPin ? {} : { writtenIn: caller.appid }
    const change = {
      ...changes,
      ...(title !== undefined && storedTitle(title)),
      ...(body !== undefined && storedBody(body)),
      ...(tags !== undefined && storedTags(tags)),
      ...time,
      ...place,
      rev: rev + 1,
    }
    const written = (title?.length ?? 0) + (body?.length ?? 0)
    const replaced = async () => {
      const { titleSize, bodySize, ...note } = await notesOf(caller).existing(id)
      // Nothing will be written, and below it is said why.
      if (note.rev !== rev || note.deletedAt !== null) return written
      return (title === undefined ? 0 : titleSize) + (body === undefined ? 0 : bodySize)
    }
    if (written > 0 && !(await quota.reserveChange(caller, written, replaced))) full(fullMessage)
    if (await notesOf(caller).update(id, { rev, deletedAt: null }, change))
      return { id, rev: rev + 1, ...time }
    const note = await notesOf(caller).existing(id)
    if (note.deletedAt !== null) return notFound()
    // A retry after a lost answer finds its change already there.
    return holds(note, changes) ? { id, rev: note.rev, updatedAt: note.updatedAt } : conflict(toNote(note))
  },

  async remove({ id, rev }, caller) {
    const change = { deletedAt: removalTime(Date.now()), rev: rev + 1 }
    if (await notesOf(caller).update(id, { rev, deletedAt: null }, change)) return { id, rev: rev + 1 }
    const note = await notesOf(caller).existing(id)
    return note.deletedAt !== null ? { id, rev: note.rev } : conflict(toNote(note))
  },

  async restore({ id, rev }, caller) {
    const change = { deletedAt: null, rev: rev + 1 }
    if (await notesOf(caller).update(id, { rev, deletedAt: anyTime }, change)) return { id, rev: rev + 1 }
    const note = await notesOf(caller).existing(id)
    return note.deletedAt === null ? { id, rev: note.rev } : conflict(toNote(note))
  },

  async destroy({ id, rev }, caller) {
    if (await notesOf(caller).remove(id, { rev, deletedAt: anyTime })) return { id }
    return conflict(toNote(await notesOf(caller).existing(id)))
  },

  async emptyTrash({ until }, caller) {
    await notesOf(caller).removeUntil('deletedAt', until)
    return {}
  },
}
