import type { Note } from '../../shared/notes'

/** A caller as the model knows one: two of them are the same person where their UNIONIDs are equal. */
export interface Who {
  openid: string
  unionid?: string | undefined
}

/** A note, and what it remembers of who wrote it. */
export type Kept = Note & { openid: string; unionid?: string | undefined; key: string }

/** So many pages of a list as one. */
export interface ReadingOfPages {
  action: 'list' | 'trash'
  limit: number
  pages: number
}

export type Operation =
  | { action: 'create'; key: string; title: string; body: string; pinned: boolean; trashed?: boolean }
  | { action: 'get'; id: string }
  | ReadingOfPages
  | { action: 'update'; id: string; rev: number; title?: string; body?: string; pinned?: boolean }
  | { action: 'remove' | 'restore' | 'destroy'; id: string; rev: number }

export type Outcome = { ok: object } | { refused: string; note?: Note }

const byOrder = (a: Kept, b: Kept): number =>
  Number(b.pinned) - Number(a.pinned) || b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1)
const byRemoval = (a: Kept, b: Kept): number => Number(b.deletedAt) - Number(a.deletedAt) || byOrder(a, b)

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
  if ('pages' in op) {
    const [inTrash, order] = op.action === 'trash' ? [true, byRemoval] : [false, byOrder]
    const all = mine.filter(({ deletedAt }) => (deletedAt !== null) === inTrash).sort(order)
    const end = op.limit * op.pages
    return [notes, { ok: { notes: all.slice(0, end).map(shown), more: all.length > end } }]
  }
  if (op.action === 'create') {
    const { key, title, body, pinned, trashed } = op
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
      deletedAt: trashed ? now : null,
    }
    const made = { ...fields, key, openid: who.openid, unionid: who.unionid }
    return [[...notes, made].sort(byId), { ok: { note: shown(made) } }]
  }
  const note = mine.find(({ id }) => id === op.id)
  if (!note) return [notes, { refused: 'NOT_FOUND' }]
  if (op.action === 'get') return [notes, { ok: { note: shown(note) } }]
  const { action, id, rev, ...changes } = op
  const live = note.deletedAt === null
  const asked = note.rev === rev
  const put = (change: Partial<Kept>) =>
    notes.map((n) => (n === note ? { ...n, ...change, rev: rev + 1 } : n))
  const done: Outcome = { ok: { id, rev: rev + 1 } }
  const there: Outcome = { ok: { id, rev: note.rev } }
  switch (action) {
    case 'update': {
      if (!live) return [notes, { refused: 'NOT_FOUND' }]
      const text = 'title' in changes || 'body' in changes
      if (asked) return [put({ ...changes, ...(text && { updatedAt: now }) }), done]
      const same = JSON.stringify({ ...note, ...changes }) === JSON.stringify(note)
      return same ? [notes, there] : conflict(notes, note)
    }
    case 'remove':
      if (!live) return [notes, there]
      return asked ? [put({ deletedAt: now }), done] : conflict(notes, note)
    case 'restore':
      if (live) return [notes, there]
      return asked ? [put({ deletedAt: null }), done] : conflict(notes, note)
    case 'destroy':
      return !live && asked ? [notes.filter((n) => n !== note), { ok: { id } }] : conflict(notes, note)
  }
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
