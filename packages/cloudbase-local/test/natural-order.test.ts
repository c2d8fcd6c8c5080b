import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode, layout } from '../src/store/keys'
import { Store } from '../src/store/store'
import type { Fields, Filter, Order } from '../src/store/value'
import { Database } from '../src/store/view'
import { closeStores, temporaryStore } from './support/store'

// Source: developers report that documents come "from the earliest to the latest" (community/develop/doc/
// 0006c4e85cc120457b1b9a9155fc00); MongoDB's manual calls it the natural order, and its indexes sort by value, then record.

afterAll(closeStores)

const byTag = { name: 'tag', keys: { tag: 1 as const }, unique: false }
const open = (...indexes: (typeof byTag)[]) => temporaryStore({ things: { indexes } })
const ids = (store: Store, filter: Filter = {}, order: Order = [], limit = Infinity) =>
  store.find({ collection: 'things', filter, order, limit }).documents.map(({ _id }) => _id)
const add = (store: Store, ...documents: Fields[]) => store.insert('things', documents)

describe('documents come as they were inserted', () => {
  test('when nothing says an order, and no more are read than asked for', () => {
    const store = open()
    add(store, { _id: 'c' }, { _id: 'a' }, { _id: 'b' })
    expect(ids(store)).toEqual(['c', 'a', 'b'])
    const { work } = store.find({ collection: 'things', filter: {}, limit: 2 })
    expect(work).toMatchObject({ index: 'scan', examined: 2 })
  })

  test.each([
    ['in an order', []],
    ['in an index', [byTag]],
  ])('when they are equal %s', (_, indexes) => {
    const store = open(...indexes)
    add(store, { _id: 'c', tag: 1 }, { _id: 'd', tag: 0 }, { _id: 'a', tag: 1 }, { _id: 'b', tag: 1 })
    expect(ids(store, { tag: 1 })).toEqual(['c', 'a', 'b'])
    expect(ids(store, {}, [['tag', 1]])).toEqual(['d', 'c', 'a', 'b'])
  })

  test('also inside a transaction, and after it', () => {
    const store = open()
    add(store, { _id: 'c' })
    const transaction = store.begin()
    store.insert('things', [{ _id: 'b' }, { _id: 'a' }], transaction)
    const found = store.find({ collection: 'things', filter: {} }, transaction).documents
    expect(found.map(({ _id }) => _id)).toEqual(['c', 'b', 'a'])
    store.commit(transaction)
    expect(ids(store)).toEqual(['c', 'b', 'a'])
  })
})

test('a change and a replacement leave a document where it is; removed and added again it is the last', () => {
  const store = open(byTag)
  add(store, { _id: 'b', tag: 1 }, { _id: 'c', tag: 1 }, { _id: 'a', tag: 1 })
  store.update({ collection: 'things', filter: { _id: 'b' } }, { $set: { tag: 2 } })
  store.replace('things', 'c', { tag: 3 })
  expect(ids(store)).toEqual(['b', 'c', 'a'])
  store.remove({ collection: 'things', filter: { _id: 'b' } })
  add(store, { _id: 'b', tag: 1 })
  expect(ids(store)).toEqual(['c', 'a', 'b'])
  expect(ids(store, { tag: 1 })).toEqual(['a', 'b'])
})

test('values of an $in come in the order of the index, not in the order in which they are named', () => {
  const store = open()
  add(store, { _id: 'c' }, { _id: 'a' }, { _id: 'b' })
  expect(ids(store, { _id: { $in: ['b', 'c', 'a'] } })).toEqual(['a', 'b', 'c'])
})

test('the branches of an $or come one after the other', () => {
  const store = open(byTag)
  add(store, { _id: 1, tag: 'y' }, { _id: 2, tag: 'x' }, { _id: 3, tag: 'y' }, { _id: 4, tag: 'x' })
  expect(ids(store, { $or: [{ tag: 'y' }, { tag: 'x' }] })).toEqual([1, 3, 2, 4])
})

test.each([
  ['in an order', []],
  ['in an index', [byTag]],
])('an empty list comes before null %s, where it has the same entry', (_, indexes) => {
  const store = open(...indexes)
  add(store, { _id: 'null', tag: null }, { _id: 'empty', tag: [] }, { _id: 'one', tag: 1 })
  expect(ids(store, {}, [['tag', 1]])).toEqual(['empty', 'null', 'one'])
})

test('the next start goes on after the last document', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  const first = Store.open(folder, { things: { indexes: [] } })
  add(first, { _id: 'c' }, { _id: 'b' })
  await first.close()
  const second = Store.open(folder, { things: { indexes: [] } })
  add(second, { _id: 'a' })
  expect(ids(second)).toEqual(['c', 'b', 'a'])
  await second.close()
  rmSync(folder, { recursive: true })
})

test('a folder from before indexes knew which fields are lists gives what has several values once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  const keys = { tag: 1, at: 1 } as const
  const declared = { things: { indexes: [{ name: 'tag', keys, unique: false }] } }
  const first = Store.open(folder, declared)
  add(first, { _id: 'a', tag: 1, at: ['p', 'q'] })
  add(first, { _id: 'b', tag: 1, at: 'o' })
  await first.close()
  const old = new Database(folder)
  const index = { name: 'tag', keys: Object.entries(keys), unique: false, multikey: true, cut: false }
  const record = JSON.stringify({ name: 'things', indexes: [index] })
  old.write(() => old.apply([[layout.collection('things'), record]]))
  await old.close()

  const store = Store.open(folder, declared)
  const query = { collection: 'things', filter: { tag: 1 }, limit: 5 }
  expect(store.find({ ...query, order: [['at', 1]] }).documents.map(({ _id }) => _id)).toEqual(['b', 'a'])
  await store.close()
  rmSync(folder, { recursive: true })
})

test('a folder from before documents had places is read as before, by _id, and its indexes go on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  const old = new Database(folder)
  const indexes = [{ name: 'tag', keys: [['tag', 1]], unique: false, multikey: false, cut: false }]
  const written = ['b', 'a', 'c'].flatMap((id): [string, string][] => [
    [layout.documents('things') + encode(id), JSON.stringify({ _id: id, tag: 1 })],
    [layout.index('things', 'tag') + encode(1) + encode(id), encode(id)],
  ])
  const record: [string, string] = [layout.collection('things'), JSON.stringify({ name: 'things', indexes })]
  old.write(() => old.apply([record, ...written]))
  await old.close()

  const store = Store.open(folder, {})
  add(store, { _id: '0', tag: 1 })
  expect(ids(store)).toEqual(['a', 'b', 'c', '0'])
  store.remove({ collection: 'things', filter: { _id: 'b' } })
  expect(ids(store, { tag: 1 })).toEqual(['a', 'c', '0'])
  await store.close()
  rmSync(folder, { recursive: true })
})
