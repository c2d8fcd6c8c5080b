import type { Note } from '../../shared/notes'

/** A caller as the model knows one: two of them are the same person where their UNIONIDs are equal. */
export interface Who {
  openid: string
  unionid?: string | undefined
}

/** A note, and what it remembers of who wrote it. */
export type Kept = Note & { openid: string; unionid?: string | undefined; key: string }

export type Operation =
  | { action: 'create'; key: string; title: string; body: string; pinned: boolean }
  | { action: 'get'; id: string }
  | { action: 'list'; limit: number; pages: number }
  | { action: 'update'; id: string; rev: number; title?: string; body?: string; pinned?: boolean }
  | { action: 'remove'; id: string; rev: number }

export type Outcome = { ok: object } | { refused: string; note?: Note }

const byOrder = (a: Kept, b: Kept): number =>
  Number(b.pinned) - Number(a.pinned) || b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1)

/** The order in which notes are kept, so that two ways to come to the same notes come to the same array. */
const byId = (a: Kept, b: Kept): number => (a.id < b.id ? -1 : 1)

const shown = ({ openid: _o, unionid: _u, key: _k, ...note }: Kept): Note => note

/** What the function `notes` must do, on an array. `freshId` is the id of the note that it would make. */
export function perform(
  notes: Kept[],
  who: Who,
  op: Operation,
  now: number,
  freshId: string,
): [Kept[], Outcome] {
  const mine = notes.filter(
    (n) => n.openid === who.openid || (who.unionid !== undefined && n.unionid === who.unionid),
  )
  const live = mine.filter(({ deletedAt }) => deletedAt === null)
  if (op.action === 'list') {
    const end = op.limit * op.pages
    return [notes, { ok: { notes: live.sort(byOrder).slice(0, end).map(shown), more: live.length > end } }]
  }
  if (op.action === 'create') {
    const { key, title, body, pinned } = op
    const again = notes.find((n) => n.openid === who.openid && n.key === key)
    if (again) return [notes, { ok: { note: shown(again) } }]
    const fields = {
      id: freshId,
      title,
      body,
      tags: [],
      pinned,
      rev: 1,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    }
    const made = { ...fields, key, openid: who.openid, unionid: who.unionid }
    return [[...notes, made].sort(byId), { ok: { note: shown(made) } }]
  }
  const note = mine.find(({ id }) => id === op.id)
  if (!note || (note.deletedAt !== null && op.action !== 'remove')) return [notes, { refused: 'NOT_FOUND' }]
  if (op.action === 'get') return [notes, { ok: { note: shown(note) } }]
  const { action, id, rev, ...changes } = op
  const put = (change: Partial<Kept>) =>
    notes.map((n) => (n === note ? { ...n, ...change, rev: rev + 1 } : n))
  if (action === 'remove') {
    if (note.deletedAt !== null) return [notes, { ok: { id } }]
    return note.rev === rev ? [put({ deletedAt: now }), { ok: { id } }] : conflict(notes, note)
  }
  const text = 'title' in changes || 'body' in changes
  if (note.rev === rev)
    return [put({ ...changes, ...(text && { updatedAt: now }) }), { ok: { id, rev: rev + 1 } }]
  const there = JSON.stringify({ ...note, ...changes }) === JSON.stringify(note)
  return there ? [notes, { ok: { id, rev: note.rev } }] : conflict(notes, note)
}

const conflict = (notes: Kept[], note: Kept): [Kept[], Outcome] => [
  notes,
  { refused: 'CONFLICT', note: shown(note) },
]

/** What a call that succeeded leaves behind: the caller's UNIONID on all that this OPENID wrote. */
export const link = (notes: Kept[], { openid, unionid }: Who): Kept[] =>
  unionid === undefined ? notes : notes.map((n) => (n.openid === openid ? { ...n, unionid } : n))

/** One step of a call: the notes after it, or nothing where it cannot have gone so. */
export type Step = (notes: Kept[]) => Kept[] | undefined

/** All the notes there can be after these sequences of steps, done in any order that keeps each sequence's own. */
export function ends(notes: Kept[], sequences: Step[][]): Kept[][] {
  if (sequences.every(({ length }) => length === 0)) return [notes]
  return sequences.flatMap(([first, ...rest], i) => {
    const after = first?.(notes)
    return after
      ? ends(
          after,
          sequences.map((sequence, j) => (i === j ? rest : sequence)),
        )
      : []
  })
}
