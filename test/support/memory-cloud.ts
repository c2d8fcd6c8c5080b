import { countBoxes } from '../../shared/checklist'
import type { Answer } from '../../shared/answer'
import type { Note, NoteSummary } from '../../shared/notes'
import { idOf } from '../../cloudfunctions/common/ids'
import { perform, type Kept, type Operation } from './model'

/** Who calls, as far as these functions care. */
interface Caller {
  openid: string
}

/**
 * The functions as a phone knows them, on an array: fast, and in one process. What is done to a note is the model that
 * the functions themselves are held against; a test asks both the same and compares the answers.
 */
export class MemoryCloud {
  notes: Kept[] = []
  /** Each change has a millisecond of its own, so that no two have the same time. Epoch milliseconds. */
  now: number

  constructor(now = 1_800_000_000_000) {
    this.now = now
  }

  /** What a function answers to an event, here and now. */
  answer({ openid }: Caller, name: string, event: unknown): unknown {
    if (name === 'getUserInfo') return { openid, appid: 'wx', unionid: null }
    const { action, input } = event as { action: string; input: Record<string, unknown> }
    if (name === 'account') return ok(this.account(openid, action))
    if (action === 'list' || action === 'trash') return ok(this.page(openid, action, input))
    if (action === 'tags') return ok({ tags: [] })
    if (action === 'read') return ok({ notes: this.live(openid, input['ids']) })
    return this.one(openid, { action, ...input } as Operation)
  }

  /** A person's notes, those of the trash included. */
  of(openid: string): Kept[] {
    return this.notes.filter((note) => note.openid === openid)
  }

  private one(openid: string, operation: Operation): Answer<unknown, Note> {
    const now = ++this.now
    const id = operation.action === 'create' ? idOf({ openid, appid: 'wx' }, operation.key) : ''
    const before = this.notes
    const [notes, outcome] = perform(before, { openid }, operation, now, id)
    this.notes = notes
    if ('refused' in outcome) return { ok: false, error: failure(outcome) }
    if (operation.action === 'get') return ok({ ...outcome.ok, writtenHere: true })
    if (operation.action !== 'update') return ok(outcome.ok)
    const find = (among: Kept[]) => among.find(({ id }) => id === operation.id)
    const onlyPin = Object.keys(operation).every((field) => ['action', 'id', 'rev', 'pinned'].includes(field))
    // A pin alone changes no time. Where it was there before, the answer is the note's own time.
    const written = find(before)?.rev === operation.rev
    return ok({ ...outcome.ok, ...(!(onlyPin && written) && { updatedAt: find(notes)?.updatedAt }) })
  }

  private page(openid: string, action: 'list' | 'trash', input: Record<string, unknown>): object {
    const limit = Number(input['limit'] ?? 20)
    const from = Number(input['cursor'] ?? 0)
    const [, outcome] = perform(this.notes, { openid }, { action, limit: 10_000, pages: 1 }, this.now, '')
    const { notes } = ('ok' in outcome ? outcome.ok : { notes: [] }) as { notes: Note[] }
    const nextCursor = notes.length > from + limit ? String(from + limit) : null
    return { notes: notes.slice(from, from + limit).map(summary), nextCursor }
  }

  private live(openid: string, ids: unknown): Note[] {
    const asked = this.of(openid).filter(
      ({ id, deletedAt }) => deletedAt === null && [ids].flat().includes(id),
    )
    return asked.map(({ openid: _o, unionid: _u, key: _k, ...note }) => note)
  }

  private account(openid: string, action: string): object {
    const mine = this.of(openid)
    if (action === 'usage') {
      const characters = mine.reduce((sum, { title, body }) => sum + title.length + body.length, 0)
      return { notes: { count: mine.length, characters } }
    }
    const gone = new Set(mine.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, this.eraseBatchSize))
    this.notes = this.notes.filter((note) => !gone.has(note))
    return { left: gone.size === this.eraseBatchSize }
  }

  /** As `cloudfunctions/account/handlers.ts` has it, unless a test wants several parts of few notes. */
  eraseBatchSize = 500
}

const ok = <T>(data: T): Answer<T> => ({ ok: true, data })

const summary = ({ body, ...head }: Note): NoteSummary => ({
  ...head,
  excerpt: body.slice(0, 120),
  ...countBoxes(body),
})

function failure({ refused, note }: { refused: string; note?: Note }) {
  if (refused === 'CONFLICT' && note) {
    const message = `It is at revision ${note.rev} by now.`
    return { code: 'CONFLICT', message, details: { current: note } } as const
  }
  return { code: 'NOT_FOUND', message: 'You own nothing that has this id.' } as const
}
