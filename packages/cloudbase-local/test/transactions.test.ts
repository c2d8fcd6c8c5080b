import fc from 'fast-check'
import { join } from 'node:path'
import type { Store } from '../src/store/store'
import type { Order } from '../src/store/value'
import { startCloud } from './support/cloud'
import { closeStores, temporaryStore } from './support/store'

const collections = { things: { indexes: [{ name: 'code', keys: { code: 1 as const }, unique: true }] } }
const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  collections,
  functionSettings: { store: { timeout: 10 } },
})
afterAll(closeStores)

const run = (...steps: unknown[][]) => cloud.as('alice').call('store', { steps })

const conflictError = { errMsg: expect.stringContaining('[ResourceUnavailable.TransactionConflict]') }
const endedError = { errMsg: expect.stringContaining('[ResourceUnavailable.TransactionNotExist]') }

describe('through the SDK', () => {
  test('writes are seen by the transaction alone until it commits', async () => {
    const results = await run(
      ['add', 'things', { _id: 'seen', code: 'seen', n: 1 }],
      ['begin', 't'],
      ['txUpdate', 't', 'things', 'seen', { n: 2 }],
      ['txGet', 't', 'things', 'seen'],
      ['get', 'things', 'seen'],
      ['commit', 't'],
      ['get', 'things', 'seen'],
    )
    expect(results).toMatchObject([
      {},
      null,
      { stats: { updated: 1 } },
      { data: { n: 2 } },
      { data: { n: 1 } },
      {},
      { data: { n: 2 } },
    ])
  })

  test('reads stay as they were at its first statement, not when it was started', async () => {
    const results = await run(
      ['add', 'things', { _id: 'kept', code: 'kept', n: 1 }],
      ['begin', 't'],
      ['update', 'things', 'kept', { n: 5 }],
      ['txGet', 't', 'things', 'kept'],
      ['update', 'things', 'kept', { n: 6 }],
      ['txGet', 't', 'things', 'kept'],
      ['commit', 't'],
    )
    expect(results).toMatchObject([{}, null, {}, { data: { n: 5 } }, {}, { data: { n: 5 } }, {}])
  })

  test('nothing of it stays after a rollback', async () => {
    const results = await run(
      ['begin', 't'],
      ['txAdd', 't', 'things', { _id: 'gone', code: 'gone' }],
      ['rollback', 't'],
      ['count', 'things', { _id: 'gone' }],
    )
    expect(results).toMatchObject([null, { _id: 'gone' }, {}, { total: 0 }])
  })

  test('the second of two to write a document has the conflict', async () => {
    const results = await run(
      ['add', 'things', { _id: 'both', code: 'both', n: 1 }],
      ['begin', 'first'],
      ['begin', 'second'],
      ['txUpdate', 'first', 'things', 'both', { n: 2 }],
      ['txUpdate', 'second', 'things', 'both', { n: 3 }],
      ['commit', 'first'],
      ['get', 'things', 'both'],
    )
    expect(results).toMatchObject([{}, null, null, {}, conflictError, {}, { data: { n: 2 } }])
  })

  test('a document that changed since its first statement has the conflict', async () => {
    const results = await run(
      ['add', 'things', { _id: 'changed', code: 'changed', n: 1 }],
      ['begin', 't'],
      ['txGet', 't', 'things', 'changed'],
      ['update', 'things', 'changed', { n: 2 }],
      ['txUpdate', 't', 'things', 'changed', { n: 3 }],
      ['get', 'things', 'changed'],
    )
    expect(results).toMatchObject([{}, null, {}, {}, conflictError, { data: { n: 2 } }])
  })

  test('a unique value is checked when the statement runs, and ends it', async () => {
    const results = await run(
      ['add', 'things', { code: 'unique' }],
      ['begin', 't'],
      ['txAdd', 't', 'things', { _id: 'half', code: 'half' }],
      ['txAdd', 't', 'things', { code: 'unique' }],
      ['commit', 't'],
      ['count', 'things', { _id: 'half' }],
    )
    expect(results).toMatchObject([
      {},
      null,
      {},
      { errMsg: expect.stringContaining('E11000') },
      endedError,
      { total: 0 },
    ])
  })

  test('after its end it is refused', async () => {
    const results = await run(
      ['begin', 't'],
      ['commit', 't'],
      ['txGet', 't', 'things', 'x'],
      ['rollback', 't'],
    )
    expect(results).toMatchObject([null, {}, endedError, endedError])
  })

  test('a plain write waits for the transaction that holds the document', async () => {
    const [slow, plain] = await Promise.all([
      run(
        ['add', 'things', { _id: 'held', code: 'held', n: 1 }],
        ['begin', 't'],
        ['txUpdate', 't', 'things', 'held', { n: 2 }],
        ['sleep', 300],
        ['commit', 't'],
      ),
      run(['sleep', 150], ['increment', 'things', 'held', 'n', 10], ['get', 'things', 'held']),
    ])
    expect(slow).toMatchObject([{}, null, {}, null, {}])
    expect(plain).toMatchObject([null, { stats: { updated: 1 } }, { data: { n: 12 } }])
  })
})

describe('in the store', () => {
  const order: Order = [['code', 1]]
  const all = { collection: 'things', filter: {}, order }
  const codes = (documents: { [field: string]: unknown }[]) => documents.map(({ code }) => code)

  test('a query inside sees its own inserts, changes and removals in their places', () => {
    const store = temporaryStore(collections)
    store.insert(
      'things',
      ['b', 'd', 'f'].map((code) => ({ _id: code, code })),
    )
    const id = store.begin()
    store.insert('things', [{ code: 'c' }, { code: 'g' }], id)
    store.update({ collection: 'things', filter: { code: 'f' } }, { $set: { code: 'a' } }, id)
    store.remove({ collection: 'things', filter: { code: 'd' } }, id)
    expect(codes(store.find(all, id).documents)).toEqual(['a', 'b', 'c', 'g'])
    expect(codes(store.find({ ...all, order: [['code', -1]] }, id).documents)).toEqual(['g', 'c', 'b', 'a'])
    expect(codes(store.find(all).documents)).toEqual(['b', 'd', 'f'])
    store.commit(id)
    expect(codes(store.find(all).documents)).toEqual(['a', 'b', 'c', 'g'])
  })

  test('what it has added it can change, replace and take away again', () => {
    const store = temporaryStore(collections)
    const id = store.begin()
    store.insert(
      'things',
      [
        { _id: 1, code: 'a' },
        { _id: 2, code: 'b' },
        { _id: 3, code: 'c' },
      ],
      id,
    )
    store.update({ collection: 'things', filter: { _id: 1 } }, { $set: { code: 'changed' } }, id)
    store.replace('things', 2, { code: 'replaced' }, id)
    store.remove({ collection: 'things', filter: { _id: 3 } }, id)
    expect(codes(store.find(all, id).documents)).toEqual(['changed', 'replaced'])
    store.commit(id)
    expect(codes(store.find(all).documents)).toEqual(['changed', 'replaced'])
  })

  test('it comes to the same as its statements without it', () => {
    const one = fc.nat(3)
    const steps = fc.array(
      fc.record({ does: fc.constantFrom('insert', 'update', 'replace', 'remove'), _id: one, n: one }),
      { maxLength: 12 },
    )
    const ordered = { indexes: [{ name: 'n', keys: { n: 1 as const }, unique: false }] }
    const perform = (
      store: Store,
      { does, _id, n }: { does: string; _id: number; n: number },
      id?: string,
    ) => {
      const query = { collection: 'things', filter: { _id } }
      if (does === 'update') store.update(query, { $set: { n } }, id)
      else if (does === 'remove') store.remove(query, id)
      else if (does === 'replace') store.replace('things', _id, { n }, id)
      else if (store.count(query, id).total === 0) store.insert('things', [{ _id, n }], id)
    }
    fc.assert(
      fc.property(steps, steps, (before, inside) => {
        const [alone, together] = [temporaryStore({ things: ordered }), temporaryStore({ things: ordered })]
        for (const store of [alone, together]) before.forEach((step) => perform(store, step))
        const id = together.begin()
        for (const step of inside) {
          perform(alone, step)
          perform(together, step, id)
        }
        together.commit(id)
        // By an index, and by what it is built of.
        for (const order of [{ n: 1 }, { _id: 1 }].map((fields) => Object.entries(fields) as Order)) {
          const [expected, found] = [alone, together].map(
            (store) => store.find({ collection: 'things', filter: { n: { $gte: 0 } }, order }).documents,
          )
          const sorted = (documents: object[] = []) => documents.map((each) => JSON.stringify(each)).sort()
          expect(sorted(found)).toEqual(sorted(expected))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a unique value that was taken meanwhile is a conflict on commit, and nothing is written', () => {
    const store = temporaryStore(collections)
    const id = store.begin()
    store.insert('things', [{ code: 'x' }, { code: 'y' }], id)
    store.insert('things', [{ _id: 'other', code: 'y' }])
    expect(() => store.commit(id)).toThrow('TransactionConflict')
    expect(codes(store.find(all).documents)).toEqual(['y'])
  })

  test('a unique value that was taken since its first statement is refused by the statement that brings it', () => {
    const store = temporaryStore(collections)
    const id = store.begin()
    expect(store.find(all, id).documents).toEqual([])
    store.insert('things', [{ code: 'y' }])
    expect(() => store.insert('things', [{ code: 'y' }], id)).toThrow('E11000')
  })

  test('it ends by itself after 30 seconds', () => {
    jest.useFakeTimers()
    try {
      const store = temporaryStore(collections)
      const id = store.begin()
      jest.advanceTimersByTime(29_000)
      store.insert('things', [{ code: 'x' }], id)
      jest.advanceTimersByTime(1_001)
      expect(() => store.commit(id)).toThrow('transaction must be commit or abort in 30 seconds')
      expect(store.find(all).documents).toEqual([])
    } finally {
      jest.useRealTimers()
    }
  })
})
