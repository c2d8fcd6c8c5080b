import type * as z from 'zod/mini'
import { contracts } from '../../../shared/contracts'
import { exportPages } from '../../../shared/export-pages'
import { importLimits } from '../../../shared/import-limits'
import { limits } from '../../../shared/note-limits'
import { noteSchema, summarySchema } from '../../../shared/notes'
import { pageLimits } from '../../../shared/pages'
import { tagKey } from '../../../shared/tags'

const { create, get, list, trash, tags, update, remove, restore, destroy } = contracts.notes
const { account } = contracts
const names = Object.keys(exportPages)
const id = '0123456789abcdef'.repeat(2)
const accepts = (schema: z.ZodMiniType, value: unknown) => schema.safeParse(value).success
/** The failing paths. */
const refusals = (schema: z.ZodMiniType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ path }) => path.join('.'))
const messages = (schema: z.ZodMiniType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message)

const fresh = { key: 'k'.repeat(16), title: '', body: '' }
const head = {
  id,
  title: 't',
  tags: ['tea'],
  pinned: true,
  rev: 1,
  createdAt: 0,
  updatedAt: 0,
  deletedAt: null,
}

test('the functions have these operations', () => {
  expect(Object.keys(contracts)).toEqual(expect.arrayContaining(['notes', 'account']))
  expect(Object.keys(contracts.notes).sort()).toEqual(
    ['create', 'get', 'read', 'list', 'trash', 'tags']
      .concat('update', 'remove', 'restore', 'destroy', 'emptyTrash')
      .sort(),
  )
  expect(Object.keys(account)).toEqual(['usage', 'export', 'import', 'erase'])
})

describe('an id', () => {
  test('is 32 hexadecimal digits, and nothing before or after them', () => {
    expect(get.input.parse({ id })).toEqual({ id })
    for (const wrong of [
      '',
      id.slice(1),
      `${id}0`,
      id.toUpperCase(),
      `x${id.slice(1)}`,
      ` ${id}`,
      `${id}\n`,
      5,
    ])
      expect(refusals(get.input, { id: wrong })).toEqual(['id'])
  })

  test('that is another thing is told what it should be', () => {
    expect(messages(get.input, { id: 'x' })).toEqual(['an id: 32 hexadecimal digits'])
  })
})

describe('a new note', () => {
  test('needs a key, a title and a body; tags and pin have a default, and it is live', () => {
    expect(create.input.parse(fresh)).toEqual({ ...fresh, tags: [], pinned: false, trashed: false })
    expect(refusals(create.input, {})).toEqual(['key', 'title', 'body'])
  })

  test('keeps its tags and pin, and whether it is to be in the trash', () => {
    const note = { ...fresh, tags: ['tea', '茶'], pinned: true, trashed: true }
    expect(create.input.parse(note)).toEqual(note)
  })

  test('has a key of 16 to 64 letters, digits, - or _', () => {
    for (const key of ['k'.repeat(16), 'k'.repeat(64), 'AZaz09-_AZaz09-_'])
      expect(accepts(create.input, { ...fresh, key })).toBe(true)
    for (const key of [
      'k'.repeat(15),
      'k'.repeat(65),
      `${'k'.repeat(15)}.`,
      `.${'k'.repeat(16)}`,
      `${'k'.repeat(16)}.`,
    ])
      expect(refusals(create.input, { ...fresh, key })).toEqual(['key'])
    expect(messages(create.input, { ...fresh, key: '' })).toEqual(['16 to 64 letters, digits, - or _'])
  })

  test.each([
    ['title', 'x'.repeat(limits.title), 'x'.repeat(limits.title + 1)],
    ['body', 'x'.repeat(limits.body), 'x'.repeat(limits.body + 1)],
    ['tags', Array(limits.tags).fill('x'), Array(limits.tags + 1).fill('x')],
    ['tags.0', ['x'.repeat(limits.tag)], ['x'.repeat(limits.tag + 1)]],
    ['tags.0', ['x'], ['']],
    ['tags.0', [' x '], [' \u3000\n']],
    ['tags.1', ['x', ` ${'x'.repeat(limits.tag)} `], ['x', 'x'.repeat(2 * limits.tag + 1)]],
    ['tags.0', ['x'], [5]],
    ['pinned', true, 'true'],
  ])('has a %s of a limited size and kind', (path, largest, wrong) => {
    const field = path.split('.')[0] ?? ''
    expect(accepts(create.input, { ...fresh, [field]: largest })).toBe(true)
    expect(refusals(create.input, { ...fresh, [field]: wrong })).toEqual([path])
  })
})

describe('a tag', () => {
  const cleaned = (typed: string[]) => create.input.parse({ ...fresh, tags: typed }).tags

  test('is cleaned: plain letters for full-width ones, single blanks inside and none around', () => {
    expect(cleaned([' Ｔｅａ\u3000 time\n'])).toEqual(['Tea time'])
    expect(list.input.parse({ tag: ' Ｔｅａ ' })).toMatchObject({ tag: 'Tea' })
  })

  test('is there once, in the first way of writing', () => {
    expect(cleaned(['Tea', 'TEA', 'ｔｅａ', ' tea ', '茶'])).toEqual(['Tea', '茶'])
    expect(update.input.parse({ id, rev: 1, tags: ['b', 'a', 'B'] })).toMatchObject({ tags: ['b', 'a'] })
  })

  test('is compared in small letters, as the notes that are stored have it', () => {
    expect(tagKey(' ＷＯＲＫ ')).toBe('work')
    expect(tagKey('Straße')).toBe('straße')
  })

  test('is measured when it is cleaned: a ligature may grow', () => {
    expect(accepts(list.input, { tag: `${' '.repeat(10)}${'x'.repeat(limits.tag)}` })).toBe(true)
    for (const tag of ['', ' ', 'ﬃ'.repeat(limits.tag), 'x'.repeat(2 * limits.tag + 1), null, ['x']])
      expect(refusals(list.input, { tag })).toEqual(['tag'])
  })
})

describe('a search', () => {
  test(`is of 1 to ${limits.words} characters that are not all blanks`, () => {
    for (const words of ['x', ' x ', 'x'.repeat(limits.words)]) {
      expect(list.input.parse({ words })).toEqual({ words, limit: pageLimits.defaultSize })
    }
    for (const words of ['', ' \n\u3000', 'x'.repeat(limits.words + 1), null, ['x'], { $regex: '' }])
      expect(refusals(list.input, { words })).toEqual(['words'])
    expect(messages(list.input, { words: ' ' })).toEqual(['at least one word'])
  })

  test('is of the list alone: the trash has no tag and no words', () => {
    expect(accepts(trash.input, {})).toBe(true)
    for (const field of ['tag', 'words']) expect(accepts(trash.input, { [field]: 'x' })).toBe(false)
  })
})

describe.each([
  ['the list', list],
  ['the trash', trash],
])('a page of %s', (_name, list) => {
  test(`holds ${pageLimits.defaultSize} notes unless it is said, 1 to ${pageLimits.maxSize}`, () => {
    expect(list.input.parse({})).toEqual({ limit: pageLimits.defaultSize })
    for (const limit of [1, pageLimits.maxSize]) expect(accepts(list.input, { limit })).toBe(true)
    for (const limit of [0, pageLimits.maxSize + 1, 1.5, '5', null])
      expect(refusals(list.input, { limit })).toEqual(['limit'])
  })

  test('may begin at a cursor of a limited length', () => {
    for (const length of [1, pageLimits.cursor])
      expect(accepts(list.input, { cursor: 'c'.repeat(length) })).toBe(true)
    for (const cursor of ['', 'c'.repeat(pageLimits.cursor + 1), null, 5])
      expect(refusals(list.input, { cursor })).toEqual(['cursor'])
  })

  test('answers heads with excerpts, and where the next one begins', () => {
    const page = { notes: [{ ...head, excerpt: 'e' }], nextCursor: null }
    expect(list.output.parse(page)).toEqual(page)
    expect(list.output.parse({ notes: [], nextCursor: 'c' })).toEqual({ notes: [], nextCursor: 'c' })
    expect(list.output.parse({ notes: [{ ...head, excerpt: 'e', body: 'b' }], nextCursor: null })).toEqual(
      page,
    )
    expect(refusals(list.output, {})).toEqual(['notes', 'nextCursor'])
  })
})

describe('a change', () => {
  const base = { id, rev: 1 }

  test.each([{ title: '' }, { body: '' }, { tags: [] }, { pinned: false }])(
    'may be of %j alone',
    (change) => {
      expect(update.input.parse({ ...base, ...change })).toEqual({ ...base, ...change })
    },
  )

  test('of nothing is refused', () => {
    expect(messages(update.input, base)).toEqual(['name at least one field to change'])
  })

  test('to undefined is refused', () => {
    expect(refusals(update.input, { ...base, title: undefined })).toEqual(['title'])
  })

  test('names the revision it is based on, from 1 on, whatever it changes', () => {
    for (const rev of [0, 1.5, '1', undefined]) {
      expect(refusals(update.input, { id, rev, title: '' })).toEqual(['rev'])
      for (const { input } of [remove, restore, destroy])
        expect(refusals(input, { id, rev })).toEqual(['rev'])
    }
    for (const { input } of [remove, restore, destroy]) expect(input.parse(base)).toEqual(base)
  })

  test('answers id and revision, and the time where it changes; who deletes for good gets the id back', () => {
    expect(update.output.parse({ id, rev: 2, updatedAt: 5, title: 'x' })).toEqual({
      id,
      rev: 2,
      updatedAt: 5,
    })
    expect(refusals(update.output, {})).toEqual(['id', 'rev'])
    for (const { output } of [remove, restore]) {
      expect(output.parse({ id, rev: 2, title: 'x' })).toEqual({ id, rev: 2 })
      expect(refusals(output, {})).toEqual(['id', 'rev'])
    }
    expect(destroy.output.parse({ id, rev: 2 })).toEqual({ id })
    expect(refusals(destroy.output, {})).toEqual(['id'])
  })
})

describe('a conflict', () => {
  test.each([update, remove, restore, destroy])(
    'carries the note with these fields and no other',
    ({ current }) => {
      const note = { ...head, body: 'b' }
      expect(current.parse({ ...note, _openid: 'o', tagKeys: ['tea'] })).toEqual(note)
    },
  )
})

describe('what leaves', () => {
  const note = { ...head, body: 'b' }
  const summary = { ...head, excerpt: 'e'.repeat(limits.excerpt) }

  test('is a note with these fields and no other', () => {
    expect(noteSchema.parse({ ...note, excerpt: 'e', _openid: 'o', unionid: 'u', appid: 'wx' })).toEqual(note)
    expect(refusals(noteSchema, {})).toEqual(Object.keys(note))
    for (const { output } of [create, get]) expect(output.parse({ note, more: 1 })).toEqual({ note })
    for (const { output } of [create, get]) expect(refusals(output, {})).toEqual(['note'])
  })

  test('is a summary with these fields and no other', () => {
    expect(summarySchema.parse({ ...summary, body: 'b', _openid: 'o' })).toEqual(summary)
    expect(refusals(summarySchema, { ...summary, excerpt: `${summary.excerpt}e` })).toEqual(['excerpt'])
  })

  test('has times that are whole milliseconds since 1970; a removed note says since when', () => {
    for (const time of ['createdAt', 'updatedAt', 'deletedAt'])
      for (const wrong of [-1, 0.5, '2026'])
        expect(refusals(noteSchema, { ...note, [time]: wrong })).toEqual([time])
    expect(accepts(noteSchema, { ...note, deletedAt: 7 })).toBe(true)
    expect(refusals(noteSchema, { ...note, createdAt: null })).toEqual(['createdAt'])
  })
})

describe('the account', () => {
  test('tells how much is kept of each collection, in whole numbers', () => {
    const amounts = { count: 0, characters: 1 }
    const usage = (notes: object) => ({ ...Object.fromEntries(names.map((name) => [name, amounts])), notes })
    expect(account.usage.output.parse(usage({ ...amounts, openid: 'x' }))).toEqual(usage(amounts))
    for (const field of ['count', 'characters'])
      for (const wrong of [-1, 0.5, '1'])
        expect(refusals(account.usage.output, usage({ ...amounts, [field]: wrong }))).toEqual([
          `notes.${field}`,
        ])
    expect(refusals(account.usage.output, {})).toEqual(names)
    expect(accepts(account.usage.output, { ...usage(amounts), others: amounts })).toBe(false)
  })

  test('exports whole documents of one collection after another, from a cursor on', () => {
    const note = { ...head, body: 'b' }
    const page = {
      collection: 'notes',
      documents: [{ ...note, _openid: 'o', excerpt: 'e' }],
      nextCursor: 'c',
      owner: 'o',
    }
    const { owner: _, ...rest } = page
    expect(account.export.output.parse(page)).toEqual({ ...rest, documents: [note] })
    expect(accepts(account.export.output, { ...page, collection: 'others' })).toBe(false)
    for (const field of Object.keys(rest))
      expect(accepts(account.export.output, { ...page, [field]: undefined })).toBe(false)
    expect(account.export.input.parse({})).toEqual({})
    for (const length of [1, pageLimits.cursor])
      expect(accepts(account.export.input, { cursor: 'c'.repeat(length) })).toBe(true)
    for (const cursor of ['', 'c'.repeat(pageLimits.cursor + 1), null])
      expect(refusals(account.export.input, { cursor })).toEqual(['cursor'])
  })

  test.each(Object.entries(exportPages))('exports %s under that name', (name, page) => {
    expect(page.parse({ collection: name, documents: [], nextCursor: null })).toMatchObject({
      collection: name,
    })
  })

  test('imports whole documents of one collection, and nothing in them that an export does not have', () => {
    const note = { ...head, body: 'b' }
    const page = { collection: 'notes', documents: [note] }
    expect(account.import.input.parse({ page })).toEqual({ page, dryRun: false })
    expect(account.import.input.parse({ page, dryRun: true })).toEqual({ page, dryRun: true })
    for (const wrong of [
      { ...page, collection: 'others' },
      { ...page, owner: 'o' },
      { ...page, documents: [{ ...note, _openid: 'o' }] },
      { ...page, documents: [] },
      { ...page, documents: Array(importLimits.documents + 1).fill(note) },
      { collection: 'notes' },
      {},
    ])
      expect(accepts(account.import.input, { page: wrong })).toBe(false)
    const full = { ...page, documents: Array(importLimits.documents).fill(note) }
    expect(accepts(account.import.input, { page: full })).toBe(true)
  })

  test('tells how many documents of an import are new, in whole numbers', () => {
    const outcome = { added: 0, present: 1 }
    expect(account.import.output.parse({ ...outcome, ids: [] })).toEqual(outcome)
    expect(refusals(account.import.output, {})).toEqual(['added', 'present'])
    for (const field of Object.keys(outcome))
      expect(refusals(account.import.output, { ...outcome, [field]: -1 })).toEqual([field])
  })

  test('is erased by the very words alone', () => {
    expect(accepts(account.erase.input, { confirm: 'erase everything' })).toBe(true)
    for (const confirm of [undefined, '', 'erase', 'Erase everything', true])
      expect(refusals(account.erase.input, { confirm })).toEqual(['confirm'])
    expect(account.erase.output.parse({ left: true, ids: [] })).toEqual({ left: true })
    expect(refusals(account.erase.output, {})).toEqual(['left'])
  })
})

test('suggestions are tags, and nothing is asked with them', () => {
  expect(tags.input.parse({})).toEqual({})
  expect(tags.output.parse({ tags: ['tea'], notes: [] })).toEqual({ tags: ['tea'] })
  expect(refusals(tags.output, {})).toEqual(['tags'])
})

test.each(Object.entries({ ...contracts.notes, ...account }))(
  'the input of %s takes no field that it does not name',
  (_name, { input }) => {
    const issues = input.safeParse({ ...fresh, id, rev: 1, _openid: 'x' }).error?.issues
    expect(issues).toContainEqual(expect.objectContaining({ code: 'unrecognized_keys', path: [] }))
  },
)

test('as many notes are read at once as fit an answer, and one at least', () => {
  const { read } = contracts.notes
  for (const count of [1, pageLimits.read])
    expect(accepts(read.input, { ids: Array(count).fill(id) })).toBe(true)
  for (const count of [0, pageLimits.read + 1])
    expect(refusals(read.input, { ids: Array(count).fill(id) })).toEqual(['ids'])
})
