import { randomBytes } from 'node:crypto'

/** What a call of `notes` gave: its data, or the code with which it failed. */
export type Answer = { data: Record<string, unknown> } | { code: string }
export type Call = (action: string, input: object) => Promise<Answer>

/** What one person knows of a note: what the cloud has acknowledged. */
export interface Known {
  /** Stands in its text from the start, and in no other note. */
  mark: string
  id: string
  rev: number
  title: string
  /** A change that was sent, and never answered: it may be there or not. */
  sent?: string
}

/** Creates, reads and changes notes until the time is over, and gives what was acknowledged. */
export async function live(call: Call, endMs: number): Promise<Known[]> {
  const known: Known[] = []
  /** As the outbox of a phone does: the same again until there is an answer. */
  const insist = async (action: string, input: object): Promise<Record<string, unknown> | undefined> => {
    while (performance.now() < endMs) {
      const answer = await call(action, input)
      if ('data' in answer) return answer.data
    }
    return undefined
  }
  while (performance.now() < endMs) {
    const mark = randomBytes(8).toString('hex')
    const created = await insist('create', { key: mark.repeat(2), title: 'first', body: mark })
    if (created) known.push({ mark, id: idOf(created['note']), rev: 1, title: 'first' })
    await insist('list', {})
    const note = known[Math.floor(Math.random() * known.length)]
    if (!note) continue
    await insist('get', { id: note.id })
    note.sent = `title ${note.rev}`
    if (!(await insist('update', { id: note.id, rev: note.rev, title: note.sent }))) continue
    Object.assign(note, { title: note.sent, rev: note.rev + 1 })
    delete note.sent
  }
  return known
}

const idOf = (note: unknown): string => String(Object(note).id)

/** How many acknowledged notes are missing or as they were before, and how many are there twice. */
export async function compare(call: Call, known: Known[]): Promise<{ missing: number; doubled: number }> {
  const notes = await all(call)
  const isThere = ({ id, title, sent }: Known) =>
    notes.some((note) => note.id === id && (note.title === title || note.title === sent))
  const marks = notes.map(({ excerpt }) => excerpt)
  return {
    missing: known.filter((note) => !isThere(note)).length,
    doubled: marks.length - new Set(marks).size,
  }
}

interface Listed {
  id: string
  title: string
  excerpt: string
}

async function all(call: Call): Promise<Listed[]> {
  const notes: Listed[] = []
  let cursor: unknown
  do {
    const answer = await call('list', { limit: 50, ...(cursor ? { cursor } : {}) })
    if (!('data' in answer)) throw new Error(`The list failed: ${answer.code}`)
    if (Array.isArray(answer.data['notes'])) notes.push(...answer.data['notes'])
    cursor = answer.data['nextCursor']
  } while (cursor)
  return notes
}
