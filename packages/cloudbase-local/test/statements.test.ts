import { join } from 'node:path'
import { startCloud } from './support/cloud'

const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  collections: {
    notes: { indexes: [{ name: 'tags', keys: { owner: 1, tags: 1, at: -1 }, unique: false }] },
  },
  functionSettings: {},
})

/** Runs the steps with the real SDK. Gives the result of each step. */
const run = (...steps: unknown[][]) => cloud.as('alice').call('store', { steps })
const last = async (...steps: unknown[][]) => Object(await run(...steps)).at(-1)
const idsOf = (result: unknown) => {
  const { data }: { data: { _id: string }[] } = Object(result)
  return data.map(({ _id }) => _id).sort()
}
const lastRequest = () => cloud.trace.requests.at(-1)

test('a removal by condition removes all that match, and tells how many', async () => {
  const results = await run(
    ...[1, 2, 3, 4].map((at) => ['add', 'notes', { _id: `r${at}`, owner: 'r', at }]),
    ['removeWhere', 'notes', { owner: 'r', at: { $gt: 1 } }],
    ['removeWhere', 'notes', { owner: 'r', at: { $gt: 1 } }],
    ['find', 'notes', { owner: 'r' }],
  )
  const [removed, again, left] = Object(results).slice(-3)
  expect(removed).toMatchObject({ stats: { removed: 3 } })
  expect(again).toMatchObject({ stats: { removed: 0 } })
  expect(idsOf(left)).toEqual(['r1'])
})

test('an answer leaves out the fields that it is to leave out, inner ones too, or has only those that it is to have', async () => {
  const stored = { _id: 'fields', a: 1, b: { c: 2, d: 3 } }
  const find = (field: object) => ['find', 'notes', { _id: 'fields' }, { field }]
  const results = await run(
    ['add', 'notes', stored],
    find({ a: false, nowhere: false }),
    find({ _id: false, b: false }),
    find({ a: false, 'b.c': false }),
    find({ a: true }),
    find({}),
  )
  expect(
    Object(results)
      .slice(1)
      .map(({ data }: { data: unknown[] }) => data),
  ).toEqual([
    [{ _id: 'fields', b: { c: 2, d: 3 } }],
    [{ a: 1 }],
    [{ _id: 'fields', b: { d: 3 } }],
    [{ _id: 'fields', a: 1 }],
    [stored],
  ])
})

test('a number is counted up where it stands', async () => {
  const result = await last(
    ['add', 'notes', { _id: 'n', n: 1 }],
    ['increment', 'notes', 'n', 'n', 2],
    ['increment', 'notes', 'n', 'other', -1],
    ['get', 'notes', 'n'],
  )
  expect(result).toMatchObject({ data: { n: 3, other: -1 } })
})

// As MongoDB's findAndModify, whose answer has the document and counts it even if nothing changed.
test('an update that gives the document gives it whether something changed or not', async () => {
  const [, changed, equal, none] = Object(
    await run(
      ['add', 'notes', { _id: 'returned', n: 1 }],
      ['updateAndReturn', 'notes', { _id: 'returned' }, { n: 2 }],
      ['updateAndReturn', 'notes', { _id: 'returned' }, { n: 2 }],
      ['updateAndReturn', 'notes', { _id: 'nowhere' }, { n: 2 }],
    ),
  )
  expect(changed).toMatchObject({ updated: 1, doc: { _id: 'returned', n: 2 } })
  expect(equal).toMatchObject({ updated: 1, doc: { _id: 'returned', n: 2 } })
  expect(none).toMatchObject({ updated: 0, doc: null })
})

describe('patterns inside and and or', () => {
  beforeAll(() =>
    run(
      ['add', 'notes', { _id: 's1', owner: 's', title: 'Tea', body: 'green', at: 1 }],
      ['add', 'notes', { _id: 's2', owner: 's', title: 'Green', body: 'TEA pot', at: 2 }],
      ['add', 'notes', { _id: 's3', owner: 's', title: 'coffee', body: '', at: 3 }],
      ['add', 'notes', { _id: 's4', owner: 'other', title: 'green tea', body: '', at: 4 }],
    ),
  )

  test.each<[title: string, words: string[], ids: string[]]>([
    ['one word, in either field and whatever case', ['tea'], ['s1', 's2']],
    ['each of several words', ['tea', 'green'], ['s1', 's2']],
    ['all of them', ['tea', 'pot'], ['s2']],
    ['a word that is nowhere', ['tea', 'milk'], []],
  ])('find %s, among what the other conditions select', async (_, words, ids) => {
    expect(idsOf(await last(['search', 'notes', { owner: 's' }, ...words]))).toEqual(ids)
    expect(lastRequest()).toMatchObject({ index: 'tags', examined: 3 })
  })

  test('read only what the other conditions select, however many words there are', async () => {
    const words = ['t', 'e', 'a', 'n', 'r']
    expect(idsOf(await last(['search', 'notes', { owner: 's', at: 2 }, ...words]))).toEqual(['s2'])
    expect(lastRequest()).toMatchObject({ index: 'tags', examined: 3 })
  })
})

test('an element of an array is found by the index, and its document once', async () => {
  const page = { order: [['at', 'desc']], limit: 2 }
  const found = await last(
    ['add', 'notes', { _id: 't1', owner: 't', tags: ['tea', 'green'], at: 1 }],
    ['add', 'notes', { _id: 't2', owner: 't', tags: ['tea'], at: 2 }],
    ['add', 'notes', { _id: 't3', owner: 't', tags: ['coffee'], at: 3 }],
    ['add', 'notes', { _id: 't4', owner: 't', tags: [], at: 4 }],
    ['add', 'notes', { _id: 't5', owner: 'other', tags: ['tea'], at: 5 }],
    ['find', 'notes', { owner: 't', tags: 'tea' }, page],
  )
  expect(found).toMatchObject({ data: [{ _id: 't2' }, { _id: 't1' }] })
  expect(lastRequest()).toMatchObject({ index: 'tags', examined: 2 })
  expect(idsOf(await last(['find', 'notes', { owner: 't' }]))).toEqual(['t1', 't2', 't3', 't4'])
  expect(lastRequest()).toMatchObject({ index: 'tags', examined: 4 })
})
