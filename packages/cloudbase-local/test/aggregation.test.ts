import { join } from 'node:path'
import people from './people.json'
import { startCloud } from './support/cloud'

const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  collections: {
    things: { indexes: [{ name: 'owner', keys: { owner: 1, at: 1 }, unique: false }] },
    lists: { indexes: [] },
    prices: { indexes: [] },
    many: { indexes: [] },
    secrets: { owned: true, indexes: [] },
  },
  functionSettings: { store: { timeout: 20 } },
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

describe('stages', () => {
  const lists = [
    {
      _id: 'l1',
      tags: ['x', 'y'],
      address: { town: 'Oslo' },
      total: 5,
      items: [{ sku: 'p1' }, { sku: 'p2' }],
    },
    { _id: 'l2', tags: [], address: { town: 'Rome' }, total: 15 },
    { _id: 'l3', tags: 'z', address: { town: 'Oslo' }, total: 25 },
    { _id: 'l4' },
  ]
  const prices = [
    { _id: 'p1', town: 'Oslo', price: 10 },
    { _id: 'p2', town: 'Oslo', price: 20 },
    { _id: 'p3', price: 30 },
  ]
  beforeAll(() =>
    cloud.as('alice').call('store', {
      steps: [
        ...lists.map((data) => ['add', 'lists', data]),
        ...prices.map((data) => ['add', 'prices', data]),
        ...Array.from({ length: 25 }, (_, n) => ['add', 'many', { n }]),
        ['add', 'secrets', { _openid: people.alice.openid, town: 'Oslo', text: 'mine' }],
      ],
    }),
  )
  const ofLists = async (...stages: Stage[]) => {
    const [answer] = Object(
      await cloud.as('alice').call('store', { steps: [['aggregate', 'lists', ...stages]] }),
    )
    return Object(answer).list ?? Object(answer).errMsg
  }
  const id: Stage = ['project', { _id: 1 }]

  // Each after its page in MongoDB's manual, mongodb.com/docs/manual/reference/operator/aggregation.
  test.each<[title: string, stages: Stage[], expected: unknown]>([
    ['skip', [['skip', 3], id], [{ _id: 'l4' }]],
    [
      'addFields keeps what is there',
      [
        ['match', { _id: 'l2' }],
        ['addFields', { double: { $multiply: ['$total', 2] } }],
      ],
      [{ ...lists[1], double: 30 }],
    ],
    [
      'unwind gives no document for an empty array and a missing field',
      [
        ['unwind', '$tags'],
        ['project', { tags: 1 }],
      ],
      [
        { _id: 'l1', tags: 'x' },
        { _id: 'l1', tags: 'y' },
        { _id: 'l3', tags: 'z' },
      ],
    ],
    [
      'unwind that preserves them',
      [
        ['unwind', { path: '$tags', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true }],
        ['project', { tags: 1, at: 1 }],
      ],
      [
        { _id: 'l1', tags: 'x', at: 0 },
        { _id: 'l1', tags: 'y', at: 1 },
        { _id: 'l2', at: null },
        { _id: 'l3', tags: 'z', at: null },
        { _id: 'l4', at: null },
      ],
    ],
    [
      'replaceRoot',
      [
        ['match', { _id: 'l1' }],
        ['replaceRoot', { newRoot: '$address' }],
      ],
      [{ town: 'Oslo' }],
    ],
    [
      'sortByCount',
      [['sortByCount', '$address.town']],
      [
        { _id: 'Oslo', count: 2 },
        { _id: 'Rome', count: 1 },
        { _id: null, count: 1 },
      ],
    ],
    [
      'bucket leaves empty ones out, and the rest to the default',
      [['bucket', { groupBy: '$total', boundaries: [0, 10, 20, 30, 40], default: 'other' }]],
      [
        { _id: 0, count: 1 },
        { _id: 10, count: 1 },
        { _id: 20, count: 1 },
        { _id: 'other', count: 1 },
      ],
    ],
    [
      'bucket without a default for what is outside',
      [['bucket', { groupBy: '$total', boundaries: [0, 10] }]],
      expect.stringContaining('no default was specified'),
    ],
    [
      'bucketAuto',
      [
        ['match', { total: { $gt: 0 } }],
        ['bucketAuto', { groupBy: '$total', buckets: 3 }],
      ],
      [
        { _id: { min: 5, max: 15 }, count: 1 },
        { _id: { min: 15, max: 25 }, count: 1 },
        { _id: { min: 25, max: 25 }, count: 1 },
      ],
    ],
    [
      'lookup by equal fields: missing is null, and an array means each of its elements',
      [
        ['lookup', { from: 'prices', localField: 'items.sku', foreignField: '_id', as: 'found' }],
        ['lookup', { from: 'prices', localField: 'address.town', foreignField: 'town', as: 'there' }],
        ['project', { found: '$found._id', there: '$there._id' }],
      ],
      [
        { _id: 'l1', found: ['p1', 'p2'], there: ['p1', 'p2'] },
        { _id: 'l2', found: [], there: [] },
        { _id: 'l3', found: [], there: ['p1', 'p2'] },
        { _id: 'l4', found: [], there: ['p3'] },
      ],
    ],
    [
      'lookup by a pipeline, which can name fields of the document',
      [
        ['match', { _id: 'l2' }],
        [
          'lookup',
          {
            from: 'prices',
            let: { least: '$total' },
            pipeline: [
              { $match: { $expr: { $gt: ['$price', '$$least'] } } },
              { $project: { _id: 0, over: { $subtract: ['$price', '$$least'] } } },
            ],
            as: 'dear',
          },
        ],
        ['project', { dear: 1 }],
      ],
      [{ _id: 'l2', dear: [{ over: 5 }, { over: 15 }] }],
    ],
    [
      'lookup in a collection that is missing',
      [['lookup', { from: 'nowhere', localField: 'a', foreignField: 'b', as: 'c' }]],
      expect.stringContaining('Db or Table not exist: nowhere'),
    ],
  ])('%s', async (_, stages, expected) => {
    expect(await ofLists(...stages)).toEqual(expected)
  })

  test('sample gives as many as asked for, of those there are', async () => {
    const some: unknown[] = await ofLists(['sample', { size: 2 }], id)
    expect(some).toHaveLength(2)
    for (const one of some) expect(lists.map(({ _id }) => ({ _id }))).toContainEqual(one)
  })

  // Source: community/develop/doc/0006ee7caecd8020df7b559b451800 and …/article/doc/000624c67c8b48611dba2b12058c13.
  test('without a limit there are 20 results', async () => {
    const counts = [[], [['limit', 23]], [['match', {}]]].map((stages) => ['aggregate', 'many', ...stages])
    const results: { list: unknown[] }[] = Object(await cloud.as('alice').call('store', { steps: counts }))
    expect(results.map(({ list }) => list.length)).toEqual([20, 23, 20])
  })

  describe('a lookup in an owned collection', () => {
    const mine = (openid: string): Stage => [
      'lookup',
      {
        from: 'secrets',
        pipeline: [{ $match: { _openid: openid } }, { $project: { _id: 0, text: 1 } }],
        as: 'secrets',
      },
    ]

    test("gives what is the caller's own", async () => {
      const found = await ofLists(['match', { _id: 'l1' }], mine(people.alice.openid), [
        'project',
        { secrets: 1 },
      ])
      expect(found).toEqual([{ _id: 'l1', secrets: [{ text: 'mine' }] }])
    })

    test.each<[string, Stage]>([
      [
        'by equal fields',
        ['lookup', { from: 'secrets', localField: 'address.town', foreignField: 'town', as: 'secrets' }],
      ],
      ["by somebody else's id", mine(people.bob.openid)],
      [
        'inside the pipeline of another lookup',
        [
          'lookup',
          {
            from: 'prices',
            pipeline: [{ $lookup: { from: 'secrets', pipeline: [], as: 'them' } }],
            as: 'all',
          },
        ],
      ],
    ])('%s is refused', async (_, stage) => {
      expect(await ofLists(stage)).toContain('[PermissionDenied] Function store, called by alice')
      expect(cloud.takeViolations()).toHaveLength(1)
    })
  })
})

describe('expressions', () => {
  const sunday = { $date: '2024-01-07T10:00:00Z' }
  const newYear = { $date: '2024-01-01T00:00:00Z' }

  // Each after its page in MongoDB's manual.
  test.each<[title: string, expression: unknown, expected: unknown]>([
    ['$substr to the end', { $substr: ['hello', 1, -1] }, 'ello'],
    ['$substr from before the beginning', { $substr: ['hello', -1, 2] }, ''],
    ['$indexOfCP', { $indexOfCP: ['你好啊', '啊'] }, 2],
    ['$indexOfCP from a position on', { $indexOfCP: ['cafecafe', 'a', 3] }, 5],
    ['$indexOfCP of what is not there', { $indexOfCP: ['cafe', 'z'] }, -1],
    ['$indexOfBytes', { $indexOfBytes: ['你好', '好'] }, 3],
    ['$week of the first Sunday', { $week: sunday }, 1],
    ['$week before the first Sunday', { $week: newYear }, 0],
    ['$trunc without brackets', { $trunc: -7.8 }, -7],
    ['$trunc to places', { $trunc: [7.856, 2] }, 7.85],
    ['$arrayToObject of one that is written out', { $arrayToObject: [[{ k: 'a', v: 1 }]] }, { a: 1 }],
    ['$arrayToObject of pairs', { $arrayToObject: { $literal: [['a', 1]] } }, { a: 1 }],
    ['$toLower of null', { $toLower: null }, ''],
    ['$toUpper', { $toUpper: 'a' }, 'A'],
  ])('%s', async (_, expression, expected) => {
    const [result] = Object(
      await aggregate(['match', { _id: '1' }], ['project', { _id: 0, result: expression }]),
    )
    expect(result).toEqual({ result: expected })
  })
})
