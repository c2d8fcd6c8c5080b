import fc from 'fast-check'
import { Query } from 'mingo'
import type { Collections } from '../src'
import { loadEnvironment } from '../src'
import { sortKey } from '../src/store/order'
import type { Document, Fields, Filter, Order } from '../src/store/value'
import { join } from 'node:path'
import { closeStores, temporaryStore } from './support/store'

/** `.ci/run` tries more. */
const whole = process.env['WHOLE'] === '1'
afterAll(closeStores)

/** The expected answer: tests each document with mingo, without any index, then sorts. */
function bruteForce(
  documents: Document[],
  filter: Filter,
  order: Order,
  skip = 0,
  limit = Infinity,
): Document[] {
  const query = new Query(filter)
  const keyed = documents
    .filter((document) => query.test(document))
    .map((document) => ({ document, key: sortKey(document, order) }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed.map(({ document }) => document).slice(skip, skip + limit)
}

describe("a page of the app's list", () => {
  const order: Order = [
    ['pinned', -1],
    ['updatedAt', -1],
    ['_id', -1],
  ]
  const page = 21
  const notes = Array.from({ length: 3000 }, (_, at): Document & { pinned: boolean; updatedAt: number } => ({
    _id: `note${(at * 7919) % 3000}`,
    _openid: ['alice', 'alice-elsewhere', 'bob'][at % 3],
    // Some of Alice's notes were written before her UNIONID was known.
    ...(at % 3 === 2 || at % 4 === 0 ? {} : { unionid: 'uAlice' }),
    deletedAt: at % 10 === 0 ? 1 : null,
    pinned: at % 5 === 0,
    // Many notes have the same time, so that the order by _id matters.
    updatedAt: Math.floor(at / 20),
  }))
  const { collections } = loadEnvironment(join(__dirname, 'cloudbase'))
  const store = temporaryStore(collections)
  beforeAll(() => store.insert('notes', notes))

  const owners: [title: string, owner: Filter, branches: number][] = [
    ['by OPENID', { _openid: 'bob' }, 1],
    ['by OPENID or UNIONID', { $or: [{ _openid: 'alice' }, { unionid: 'uAlice' }] }, 2],
  ]
  /** Gives a filter for the notes after the given one in the list. */
  const following = ({ _id, pinned, updatedAt }: (typeof notes)[number]): Filter => ({
    deletedAt: null,
    $or: [
      { pinned: { $lt: pinned } },
      { pinned, updatedAt: { $lt: updatedAt } },
      { pinned, updatedAt, _id: { $lt: _id } },
    ],
  })

  test.each(owners)('%s: the first one reads only its own documents', (_, owner, branches) => {
    const filter = { $and: [owner, { deletedAt: null }] }
    const { documents, work } = store.find({ collection: 'notes', filter, order, limit: page })
    expect(documents).toEqual(bruteForce(notes, filter, order, 0, page))
    expect(work.examined).toBeLessThanOrEqual(page + branches)
  })

  test.each(owners)('%s: one from the middle is right and reads as little', (_, owner, branches) => {
    const all = bruteForce(notes, { $and: [owner, { deletedAt: null }] }, order)
    for (const at of [0, 1, 20, 100, 300, all.length - 2]) {
      const after = notes.find(({ _id }) => _id === all[at]?._id)
      if (!after) throw new Error('no such note')
      const filter = { $and: [owner, following(after)] }
      const { documents, work } = store.find({ collection: 'notes', filter, order, limit: page })
      expect(documents).toEqual(all.slice(at + 1, at + 1 + page))
      expect(work.examined).toBeLessThanOrEqual(page + 3 * branches)
      expect(work.index.split(',')).toHaveLength(branches)
    }
  })

  test.each([
    ['of the owner', 'note0', 1],
    ['of somebody else', 'note7', 0],
    ['that is nobody’s', 'none', 0],
  ])('an id %s: what is looked at is the owner’s alone', (_, id, examined) => {
    const alice = { $or: [{ _openid: 'alice' }, { unionid: 'uAlice' }] }
    const { work } = store.find({ collection: 'notes', filter: { $and: [alice, { _id: id }] } })
    expect(work).toMatchObject({ index: 'openid_all,unionid_all', examined })
  })

  test('an id alone is read by the primary index', () => {
    const { work } = store.find({ collection: 'notes', filter: { _id: 'note7' } })
    expect(work).toMatchObject({ index: '_id_', examined: 1 })
  })

  test('of one value of a list reads only its own documents, in order', () => {
    const at = (document: number) => ({
      _id: `tagged${document}`,
      owner: 'o',
      tags: ['tea', `t${document}`],
      at: document,
    })
    const keys = { owner: 1, tags: 1, at: -1 } as const
    const tagged = temporaryStore({ tagged: { indexes: [{ name: 'tags', keys, unique: false }] } })
    tagged.insert(
      'tagged',
      Array.from({ length: 100 }, (_, document) => at(document)),
    )
    const page = (filter: Filter, order: Order) => {
      const { documents, work } = tagged.find({
        collection: 'tagged',
        filter: { owner: 'o', ...filter },
        order,
        limit: 3,
      })
      return [documents.map(({ _id }) => _id), work.examined]
    }
    expect(page({ tags: 'tea' }, [['at', -1]])).toEqual([['tagged99', 'tagged98', 'tagged97'], 3])
    // Which of a list's values a document is sorted by, an index of them cannot tell.
    expect(page({ tags: 'tea' }, [['tags', -1]])).toEqual([expect.any(Array), 100])
    expect(page({}, [['at', -1]])).toEqual([['tagged99', 'tagged98', 'tagged97'], 100])
  })

  test('a query that no index helps reads everything, and says so', () => {
    const { work } = store.find({ collection: 'notes', filter: { updatedAt: 3 } })
    expect(work).toMatchObject({ index: 'scan', examined: notes.length })
  })
})

describe('an index never changes the answer', () => {
  const scalar = fc.oneof(
    fc.constantFrom(null, true, false, '', 'a', 'b', 'ab', 'a\0', '笔'),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(-0.5, 1.5, Infinity, -Infinity),
    fc.integer({ min: -2, max: 2 }).map((n) => new Date(n)),
  )
  const value = fc.oneof(
    { weight: 4, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  )
  const document = fc
    .record({ a: value, b: value, c: fc.record({ d: value }, { requiredKeys: [] }) }, { requiredKeys: [] })
    .map((fields): Fields => fields)
  const field = fc.constantFrom('a', 'a', 'b', 'c.d', '_id')
  const condition = fc.oneof(
    scalar,
    fc
      .record({ $gt: scalar, $lte: scalar }, { requiredKeys: [] })
      .filter((one) => Object.keys(one).length > 0),
    fc.record({ $lt: scalar }),
    fc.record({ $gte: scalar }),
    fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
    fc.record({ $ne: scalar }),
    fc.constantFrom(/a/i, /^$/),
  )
  const leaf = fc.tuple(field, condition).map(([name, one]): Fields => ({ [name]: one }))
  const { filter } = fc.letrec<{ filter: Fields }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3 },
      { weight: 4, arbitrary: leaf },
      {
        weight: 2,
        arbitrary: fc
          .array(tie('filter'), { minLength: 1, maxLength: 3 })
          .map((all): Fields => ({ $and: all })),
      },
      {
        weight: 2,
        arbitrary: fc
          .array(tie('filter'), { minLength: 1, maxLength: 3 })
          .map((any): Fields => ({ $or: any })),
      },
      { weight: 1, arbitrary: fc.tuple(leaf, leaf).map(([one, other]): Fields => ({ ...one, ...other })) },
    ),
  }))
  const direction = fc.constantFrom<(1 | -1)[]>(1, -1)
  const orders = fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'a', 'b', 'c.d'), direction), {
      maxLength: 2,
      selector: ([name]) => name,
    })
    .chain((fields) => direction.map((last): Order => [...fields, ['_id', last]]))
  const index = fc.uniqueArray(fc.tuple(field, direction), {
    minLength: 1,
    maxLength: 3,
    selector: ([name]) => name,
  })
  const indexes = fc.array(index, { maxLength: 3 }).map((all): Collections => ({
    things: {
      indexes: all.map((keys, at) => ({ name: `i${at}`, keys: Object.fromEntries(keys), unique: false })),
    },
  }))

  test('whatever the documents, the filter, the order and the indexes', async () => {
    await fc.assert(
      fc
        .asyncProperty(
          fc.array(document, { maxLength: 12 }),
          indexes,
          fc.array(fc.tuple(filter, orders, fc.nat(3), fc.integer({ min: 1, max: 6 })), {
            minLength: 1,
            maxLength: 8,
          }),
          fc.array(fc.tuple(fc.nat(11), document), { maxLength: 4 }),
          async (fields, collections, queries, changes) => {
            const store = temporaryStore(collections)
            const documents = new Map(fields.map((one, _id) => [_id, { _id, ...one }]))
            store.insert('things', [...documents.values()])
            // Changes and removals must update the indexes too.
            for (const [_id, one] of changes) {
              if (Object.keys(one).length === 0) {
                store.remove({ collection: 'things', filter: { _id } })
                documents.delete(_id)
              } else {
                store.replace('things', _id, one)
                documents.set(_id, { _id, ...one })
              }
            }
            for (const [where, order, skip, limit] of queries) {
              const found = store.find({ collection: 'things', filter: where, order, skip, limit }).documents
              expect(found).toEqual(bruteForce([...documents.values()], where, order, skip, limit))
              const { total } = store.count({ collection: 'things', filter: where })
              expect(total).toBe(bruteForce([...documents.values()], where, order).length)
            }
          },
        )
        .afterEach(closeStores),
      { numRuns: whole ? 300 : 60 },
    )
  })
})

test('a page that ends early lets go of every branch it was reading: hundreds of them leave room for the next', () => {
  const keys = { owner: 1, at: 1 } as const
  const store = temporaryStore({ things: { indexes: [{ name: 'owner_at', keys, unique: false }] } })
  const things = (round: number) => [
    { _id: `a${round}`, owner: 'a', at: round },
    { _id: `b${round}`, owner: 'b', at: round },
  ]
  store.insert('things', things(0))
  const filter = { $or: [{ owner: 'a' }, { owner: 'b' }] }
  for (let round = 1; round <= 200; round++) {
    const { documents } = store.find({ collection: 'things', filter, order: [['at', 1]], limit: 1 })
    expect(documents).toHaveLength(1)
    // Only a write in between shows what is still held: the store has room for 126 readers of former states.
    store.insert('things', things(round))
  }
})
