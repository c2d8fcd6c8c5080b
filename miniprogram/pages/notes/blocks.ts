import type { NoteSummary } from '../../../shared/notes'
import type { NotesPage } from '../../services/notes'
import { before, type Listed } from './row'

/**
 * A stretch of the list: one page of it as the cloud gave it, and what has come in between since. As each stretch ends
 * where it did, a note that comes or goes moves nothing in the others.
 */
export interface Block {
  notes: Listed[]
  /** The note with which its page ended; missing for a page without notes. */
  last: Listed | undefined
  /** The cursor of what follows; null at the end of the list. */
  next: string | null
  /** The pixels it takes up while it is too far from the screen to be drawn; 0 while it is drawn. */
  height: number
}

/** The notes of all blocks, from the top. */
export const notesOf = (blocks: Block[]): Listed[] => blocks.flatMap(({ notes }) => notes)

/** The cursor of what is not listed yet; null at the end. */
export const nextOf = (blocks: Block[]): string | null => blocks[blocks.length - 1]?.next ?? null

export const findNote = (blocks: Block[], id: string): Listed | undefined =>
  notesOf(blocks).find((note) => note.id === id)

/** One page as a block. */
export function blockOf({ notes, nextCursor }: NotesPage): Block {
  const listed = notes.map(confirmed)
  return { notes: listed, last: listed[listed.length - 1], next: nextCursor, height: 0 }
}

/** Adds the page that follows. What is listed already stays where it is. */
export function append(blocks: Block[], page: NotesPage): void {
  const known = new Set(notesOf(blocks).map(({ id }) => id))
  const block = blockOf(page)
  blocks.push({ ...block, notes: block.notes.filter(({ id }) => !known.has(id)) })
}

/** Takes a note out. */
export function take(blocks: Block[], id: string): void {
  for (const block of blocks) block.notes = block.notes.filter((note) => note.id !== id)
}

/**
 * Puts a note in. One that is listed, maybe under the id `formerly`, stays where it is, under the reader's finger, unless
 * its pin has changed; the next refresh puts it in order. Any other goes to its place, if that is loaded.
 */
export function put(blocks: Block[], note: Listed, formerly = note.id): void {
  // A refresh may have brought the note before the phone heard that it was sent.
  if (formerly !== note.id) take(blocks, note.id)
  if (findNote(blocks, formerly)?.pinned === note.pinned) return replace(blocks, formerly, note)
  take(blocks, formerly)
  for (const { notes } of blocks) {
    const place = notes.findIndex((other) => before(note, other))
    if (place < 0) continue
    notes.splice(place, 0, note)
    return
  }
  const end = blocks[blocks.length - 1]
  if (!end) blocks.push({ notes: [note], last: undefined, next: null, height: 0 })
  else if (end.next === null) end.notes.push(note)
}

/**
 * The list after its beginning was asked for again. What follows that beginning is kept, if it is known to follow; the
 * blocks keep their bounds.
 */
export function refreshed(blocks: Block[], page: NotesPage): Block[] {
  const fresh = blockOf(page)
  const { last } = fresh
  if (!last || !findNote(blocks, last.id)) return [fresh]
  const ids = new Set(page.notes.map(({ id }) => id))
  const follows = (note: Listed) => !note.waiting && !ids.has(note.id) && before(last, note)
  const rest = page.nextCursor === null ? [] : notesOf(blocks).filter(follows)
  const kept = blocks.map((block): Block => ({ ...block, notes: [] }))
  let place = 0
  for (const note of [...fresh.notes, ...rest]) {
    while (place < kept.length - 1 && endsBefore(kept[place], note)) place++
    kept[place]?.notes.push(note)
  }
  const end = kept[kept.length - 1]
  if (end && rest.length === 0) {
    end.last = last
    end.next = page.nextCursor
  }
  return kept
}

const confirmed = (note: NoteSummary): Listed => ({ ...note, waiting: false })

const endsBefore = (block: Block | undefined, note: Listed): boolean =>
  block?.last !== undefined && before(block.last, note)

function replace(blocks: Block[], id: string, note: Listed): void {
  for (const block of blocks) block.notes = block.notes.map((listed) => (listed.id === id ? note : listed))
}
