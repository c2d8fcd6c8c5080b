import * as fc from 'fast-check'
import type { Kept, Operation } from './model'

/** What somebody means to do; which note it means is settled when it is done. */
export interface Intent {
  by: string
  action: Operation['action']
  /** Which of the notes there are by then, and how many revisions behind. */
  nth: number
  behind: number
  /** What the fields of a new note, or of a change, are to be; `fields` is which of them. */
  key: string
  title: string
  body: string
  pinned: boolean
  trashed: boolean
  fields: ('title' | 'body' | 'pinned')[]
  limit: number
}

const actions: Operation['action'][] = [
  'create',
  'create',
  'update',
  'update',
  'update',
  'remove',
  'remove',
  'restore',
  'destroy',
  'get',
  'list',
  'trash',
]
const fields: Intent['fields'] = ['title', 'body', 'pinned']
const word = fc.constantFrom('tea', '茶', '')

const intent = (people: string[]): fc.Arbitrary<Intent> =>
  fc.record({
    by: fc.constantFrom(...people),
    action: fc.constantFrom(...actions),
    nth: fc.nat(999),
    behind: fc.constantFrom(0, 0, 0, 1, 2),
    key: fc.nat(9).map((n) => `key-of-the-model-${n}`),
    title: word,
    body: word,
    pinned: fc.boolean(),
    trashed: fc.nat(9).map((n) => n === 0),
    fields: fc.subarray(fields, { minLength: 1 }),
    limit: fc.integer({ min: 1, max: 4 }),
  })

/** What happens at once; before it, a UNIONID may come or go. */
export interface Moment {
  switched: boolean
  intents: Intent[]
}

/** So many moments, each of one to three calls. */
export const histories = (people: string[], length: number): fc.Arbitrary<Moment[]> =>
  fc.array(
    fc.record({
      switched: fc.nat(19).map((n) => n === 0),
      intents: fc.oneof(
        fc.array(intent(people), { minLength: 1, maxLength: 1 }),
        fc.array(intent(people), { minLength: 2, maxLength: 3 }),
      ),
    }),
    { minLength: length, maxLength: length },
  )

/** The operation that an intent comes to, where these notes are: often somebody else's. Alone, a list is read to its end. */
export function settled(intent: Intent, notes: Kept[], alone: boolean): Operation {
  const { action, nth, behind, key, title, body, pinned, trashed, limit } = intent
  const { id, rev } = notes[nth % notes.length] ?? { id: '0'.repeat(32), rev: 1 }
  const based = { id, rev: Math.max(1, rev - behind) }
  switch (action) {
    case 'create':
      return { action, key, title, body, pinned, trashed }
    case 'get':
      return { action, id }
    case 'list':
    case 'trash':
      return { action, limit, pages: alone ? 999 : 1 }
    case 'update':
      return { action, ...based, ...Object.fromEntries(intent.fields.map((field) => [field, intent[field]])) }
    case 'remove':
    case 'restore':
    case 'destroy':
      return { action, ...based }
  }
}
