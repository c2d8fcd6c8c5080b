import { join } from 'node:path'
import { startCloud } from './support/cloud'

const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  collections: { things: { indexes: [{ name: 'owner', keys: { owner: 1, at: 1 }, unique: false }] } },
  functionSettings: {},
})

type Stage = [name: string, value: unknown]

/** Gives the result of the stages, run with the real SDK. */
async function aggregate(...stages: Stage[]): Promise<unknown> {
  const [answer] = Object(
    await cloud.as('alice').call('store', { steps: [['aggregate', 'things', ...stages]] }),
  )
  return Object(answer).list
}

beforeAll(async () => {
  const documents = [
    { _id: '1', owner: 'a', at: 3, size: 10, tag: 'x', when: 1 },
    { _id: '2', owner: 'a', at: 1, size: 2.5, tag: 'y' },
    { _id: '3', owner: 'b', at: 2, size: 4, tag: 'x' },
    { _id: '4', owner: 'a', at: 2, size: 'none' },
    { _id: '5', owner: 'b', at: 1, tag: null },
  ]
  await cloud.as('alice').call('store', { steps: documents.map((data) => ['add', 'things', data]) })
})

const ofA: Stage = ['match', { owner: 'a' }]

test('one request counts documents and sums up a field of theirs, whatever is no number left out', async () => {
  const sums: Stage = ['group', { _id: null, count: { $sum: 1 }, sum: { $sum: '$size' } }]
  expect(await aggregate(ofA, sums)).toEqual([{ _id: null, count: 3, sum: 12.5 }])
})

test('the first match is served by an index, and the trace tells what was read and done', async () => {
  await aggregate(ofA, ['match', { at: { $gt: 1 } }], ['count', 'n'])
  expect(cloud.trace.requests.at(-1)).toMatchObject({
    action: 'database.aggregateDocuments',
    collection: 'things',
    query: { owner: 'a' },
    stages: [
      { name: '$match', value: { at: { $gt: 1 } } },
      { name: '$count', value: 'n' },
    ],
    index: 'owner',
    examined: 3,
    returned: 1,
  })
})

test('without a first match all documents are read', async () => {
  expect(await aggregate(['count', 'n'])).toEqual([{ n: 5 }])
  expect(cloud.trace.requests.at(-1)).toMatchObject({ query: {}, index: 'scan', examined: 5 })
})

test('of no documents there is neither a group nor a count', async () => {
  const none: Stage = ['match', { owner: 'nobody' }]
  expect(await aggregate(none, ['group', { _id: null, n: { $sum: 1 } }])).toEqual([])
  expect(await aggregate(none, ['count', 'n'])).toEqual([])
})

test('documents without the field and those with null in it are one group', async () => {
  const groups = await aggregate(['group', { _id: '$tag', n: { $sum: 1 } }], ['sort', { _id: 1 }])
  expect(groups).toEqual([
    { _id: null, n: 2 },
    { _id: 'x', n: 2 },
    { _id: 'y', n: 1 },
  ])
})

test('stages follow one another', async () => {
  const list = await aggregate(ofA, ['sort', { at: -1 }], ['limit', 2], ['project', { at: 1 }])
  expect(list).toEqual([
    { _id: '1', at: 3 },
    { _id: '4', at: 2 },
  ])
  // The projection has removed the field `owner`, so nothing matches.
  expect(await aggregate(['project', { at: 1 }], ['match', { owner: 'a' }])).toEqual([])
})

test('sorting goes by type, as it does in a query', async () => {
  const list = await aggregate(['sort', { size: -1, _id: 1 }], ['project', { _id: 1 }])
  expect(list).toEqual(['4', '1', '3', '2', '5'].map((_id) => ({ _id })))
})
