import type { Note, NoteSummary } from '../../shared/notes'
import { rethrowUnlessCallError } from '../common/call-error'
import { confirmedHolder, currentHolder, holderChanges } from '../common/holder'
import { forgetting, Kept } from '../common/kept'
import { getNote, readNotes } from '../services/notes'
import { noteChanges } from './changes'
import { draftEvents } from './draft'

/*
 * Whole notes that this phone has opened or listed, so that they can be read without a network: copies of what the cloud
 * has, those of its holder alone. What is deleted here, or found deleted, leaves them.
 */

/** WeChat lets a mini program keep 10 MB. */
const roomBytes = 3_000_000
/** Each note is an entry of the storage, and a search without a network goes through all of them. */
const maxNotes = 500
/** What is listed fills so much of the room; the rest is for what is opened or written. */
const listedShare = 0.9
/** What the cloud gives at once. */
const readSize = 20

/** What is known of a note that is kept without reading it. */
interface Entry extends Pick<Note, 'id' | 'rev' | 'pinned' | 'updatedAt'> {
  bytes: number
}

/** What is kept, the latest first. */
const entriesOf = (owner: string | null) => new Kept<Entry[]>('kept-notes', () => owner)
const noteAt = (owner: string | null, id: string) => new Kept<Note>(`note:${id}`, () => owner)

/** Counts how often everything was forgotten: what was asked before that is not kept. */
let forgotten = 0
/** What is being read in the background, one after the other. */
let reading = Promise.resolve()

/** To be called once, at launch: follows what becomes of notes, and of the phone. */
export function startKeepingNotes(): void {
  forgetting.subscribe(() => {
    forgotten++
    letGoOfAll(currentHolder())
  })
  holderChanges.subscribe(({ former }) => {
    if (former !== null) letGoOfAll(former)
  })
  noteChanges.subscribe((change) => {
    if (change.kind === 'removed') letGo([change.id])
  })
  draftEvents.subscribe(({ draft: { state, note } }) => {
    if (state.kind === 'saved' && note) keep(note)
  })
}

/** A note as the cloud last gave it to this phone; null if it is not kept. */
export const keptNote = (id: string): Note | null => noteAt(currentHolder(), id).get()

/** What is known of all kept notes without reading them. */
export const keptHeads = (): Pick<Note, 'id' | 'pinned' | 'updatedAt'>[] => entries()

/** All notes that are kept, the latest first. */
export const keptNotes = (): Note[] => entries().flatMap(({ id }) => keptNote(id) ?? [])

/** One of the caller's notes, which is kept from then on. Raises CallError. */
export async function openNote(id: string): Promise<Note> {
  const asked = forgotten
  try {
    const note = await getNote(id)
    if (asked === forgotten) keep(note)
    return note
  } catch (caught) {
    rethrowUnlessCallError(caught)
    if (caught.code === 'NOT_FOUND') letGo([id])
    throw caught
  }
}

/** Reads in the background what is listed and not kept as it stands, until there is no room. */
export function keepListed(page: NoteSummary[]): void {
  reading = reading.then(() => readMissing(page))
}

/** What would have to be on the first page of the list, and is not, was deleted elsewhere. `isLast`: it is all there is. */
export const letGoUnlisted = (page: NoteSummary[], isLast: boolean): void => letGo(missingFrom(page, isLast))

async function readMissing(page: NoteSummary[]): Promise<void> {
  try {
    const revs = new Map(entries().map(({ id, rev }) => [id, rev]))
    const wanted = page.filter(({ id, rev }) => revs.get(id) !== rev).map(({ id }) => id)
    while (wanted.length > 0 && hasRoom()) {
      const asked = forgotten
      const ids = wanted.splice(0, readSize)
      const notes = await readNotes(ids)
      if (asked !== forgotten) return
      notes.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
      for (const note of notes) if (hasRoom()) keep(note, 'last')
    }
  } catch (caught) {
    // The next list tries again.
    rethrowUnlessCallError(caught)
  }
}

const entries = (): Entry[] => entriesOf(currentHolder()).get() ?? []

function hasRoom(): boolean {
  const kept = entries()
  return kept.length < maxNotes * listedShare && bytesOf(kept) < roomBytes * listedShare
}

/** Keeps a note; the last ones leave where there is no room. Nothing is kept for a holder in doubt. */
function keep(note: Note, place: 'first' | 'last' = 'first'): void {
  const owner = confirmedHolder()
  if (owner === null) return
  if (note.deletedAt !== null) return letGo([note.id])
  const { id, rev, pinned, updatedAt } = note
  const former = entries()
  if (former[0]?.id === id && former[0].rev === rev) return
  const entry = { id, rev, pinned, updatedAt, bytes: sizeOf(JSON.stringify(note)) }
  const others = former.filter((other) => other.id !== id)
  const kept = place === 'first' ? [entry, ...others] : [...others, entry]
  while (kept.length > maxNotes || bytesOf(kept) > roomBytes) {
    const last = kept.pop()
    if (last) noteAt(owner, last.id).set(null)
  }
  // The list comes first: an entry without a note does no harm, and a note without an entry would never leave.
  if (!entriesOf(owner).set(kept) || !noteAt(owner, id).set(note)) letGo([id])
}

function letGo(ids: string[]): void {
  const owner = currentHolder()
  const kept = entries()
  const left = kept.filter(({ id }) => !ids.includes(id))
  if (left.length === kept.length) return
  for (const id of ids) noteAt(owner, id).set(null)
  entriesOf(owner).set(left)
}

function letGoOfAll(owner: string | null): void {
  for (const { id } of entriesOf(owner).get() ?? []) noteAt(owner, id).set(null)
  entriesOf(owner).set(null)
}

/** The kept notes that the first page of the list would show, and does not. */
function missingFrom(page: NoteSummary[], isLast: boolean): string[] {
  const listed = new Set(page.map(({ id }) => id))
  const end = page[page.length - 1]
  const isAbove = (a: Entry, b: NoteSummary) => (a.pinned === b.pinned ? a.updatedAt > b.updatedAt : a.pinned)
  return entries()
    .filter((entry) => !listed.has(entry.id) && (isLast || (end && isAbove(entry, end))))
    .map(({ id }) => id)
}

const bytesOf = (kept: Entry[]): number => kept.reduce((sum, { bytes }) => sum + bytes, 0)

/** Bytes in UTF-8; a little more for what is beyond the usual characters. */
function sizeOf(text: string): number {
  let bytes = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3
  }
  return bytes
}
