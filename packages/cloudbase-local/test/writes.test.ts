import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { layout } from '../src/store/keys'
import { Store } from '../src/store/store'
import type { Fields } from '../src/store/value'
import { Database } from '../src/store/view'
import { closeStores, temporaryStore } from './support/store'

afterAll(closeStores)

const index = (name: string, ...fields: string[]) => ({
  name,
  keys: Object.fromEntries(fields.map((field) => [field, 1 as const])),
  unique: false,
})
const declared = { things: { indexes: [index('tags', 'tags'), index('at', 'at'), index('both', 'at', 'n')] } }
const entry = (name: string) => layout.index('things', name)

/** The keys that a statement writes or removes, by what they begin with. */
function written(statement: () => unknown) {
  const applied = jest.spyOn(Database.prototype, 'apply')
  try {
    statement()
    const keys = applied.mock.calls.flatMap(([changes]) => Array.from(changes, ([key]) => key))
    return (...beginnings: string[]) =>
      beginnings.map((beginning) => keys.filter((key) => key.startsWith(beginning)).length)
  } finally {
    applied.mockRestore()
  }
}

describe('a write touches no more than it must', () => {
  const store = temporaryStore(declared)
  const add = (...documents: Fields[]) => written(() => store.insert('things', documents))
  const change = (_id: number, fields: Fields) =>
    written(() => store.update({ collection: 'things', filter: { _id } }, { $set: fields }))
  const [tags, at, both] = [entry('tags'), entry('at'), entry('both')]

  test('a new document has one entry in each index, and of a list one for each different element', () => {
    expect(add({ _id: 1, tags: ['a', 'b', 'a'], at: 1, n: 1 })(tags, at, both)).toEqual([2, 1, 1])
    expect(add({ _id: 2, tags: [], at: 1, n: 1 })(tags, at, both)).toEqual([1, 1, 1])
    expect(add({ _id: 3, at: [] })(tags, at, both)).toEqual([1, 1, 1])
  })

  test('a change writes the entries that become others', () => {
    expect(change(1, { n: 2 })(tags, at, both)).toEqual([0, 0, 2])
    expect(change(1, { tags: ['a', 'c'] })(tags, at, both)).toEqual([2, 0, 0])
    expect(change(1, { title: 'another' })('i')).toEqual([0])
  })

  test('that a field is a list is written once', () => {
    const collection = layout.collection('things')
    expect(add({ _id: 4, n: [1, 2] })(collection)).toEqual([1])
    expect(add({ _id: 5, n: [3, 4] })(collection)).toEqual([0])
  })
})

test('that a field is a list is written by the next write, where the one that brought it has failed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  const first = Store.open(folder, declared)
  expect(() => first.insert('things', [{ _id: 1, at: ['p', 'q'] }, { _id: 1 }])).toThrow('E11000')
  first.insert('things', [{ _id: 2, at: ['z', 'a'] }])
  first.insert('things', [{ _id: 3, at: 'm' }])
  await first.close()

  const second = Store.open(folder, declared)
  // Sorted by its smallest element, the list comes first; in the index its element above b comes last.
  const found = second.find({ collection: 'things', filter: { at: { $gt: 'b' } }, order: [['at', 1]] })
  expect(found.documents.map(({ _id }) => _id)).toEqual([2, 3])
  await second.close()
  rmSync(folder, { recursive: true })
})
