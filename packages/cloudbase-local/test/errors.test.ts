import { join } from 'node:path'
import { startCloud } from './support/cloud'

const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  collections: {
    things: { indexes: [{ name: 'code', keys: { code: 1 }, unique: true }] },
  },
  functionSettings: {},
})

type Step = [operation: string, ...values: unknown[]]

/** Runs the steps in one function with the real SDK. Gives the result or the error of each step. */
const run = (...steps: Step[]) => cloud.as('alice').call('store', { steps })
const last = async (...steps: Step[]) => {
  const results = await run(...steps)
  return Array.isArray(results) ? results.at(-1) : results
}

describe('an SDK call that fails gives what the cloud gives', () => {
  const cases: [title: string, steps: Step[], expected: object][] = [
    [
      'a collection that does not exist',
      [['add', 'nowhere', { a: 1 }]],
      { errCode: -502005, errMsg: expect.stringContaining('Db or Table not exist: nowhere') },
    ],
    [
      'reading a collection that does not exist',
      [['find', 'nowhere', {}]],
      { errCode: -502005, errMsg: expect.stringContaining('Db or Table not exist: nowhere') },
    ],
    [
      'a document that does not exist',
      [['get', 'things', 'none']],
      { errCode: -1, errMsg: 'document.get:fail document with _id none does not exist' },
    ],
    [
      'an _id that is taken',
      [
        ['add', 'things', { _id: 'twice', code: 'a1' }],
        ['add', 'things', { _id: 'twice', code: 'a2' }],
      ],
      { errCode: -502001, errMsg: expect.stringMatching(/E11000.*index: _id_ dup key: { _id: "twice" }/) },
    ],
    [
      'a unique value that is taken',
      [
        ['add', 'things', { code: 'b' }],
        ['add', 'things', { code: 'b' }],
      ],
      { errCode: -502001, errMsg: expect.stringMatching(/E11000.*index: code dup key: { code: "b" }/) },
    ],
    [
      'a unique value that an update would take',
      [
        ['add', 'things', { _id: 'c1', code: 'c1' }],
        ['add', 'things', { _id: 'c2', code: 'c2' }],
        ['update', 'things', 'c2', { code: 'c1' }],
      ],
      { errCode: -502001, errMsg: expect.stringMatching(/E11000/) },
    ],
    [
      'a collection that exists',
      [['create', 'things']],
      { errCode: -1, errMsg: expect.stringContaining('[ResourceUnavailable.ResourceExist] Table exist.') },
    ],
    [
      'a field inside null',
      [
        ['add', 'things', { _id: 'null', code: 'd', a: null }],
        ['update', 'things', 'null', { a: { b: 1 } }],
      ],
      { errCode: -502001, errMsg: expect.stringContaining("Cannot create field 'b' in element {a: null}") },
    ],
    [
      'counting up a text',
      [
        ['add', 'things', { _id: 'text', code: 'e', n: 'x' }],
        ['increment', 'things', 'text', 'n', 1],
      ],
      {
        errCode: -502001,
        errMsg: expect.stringContaining('Cannot apply $inc to a value of non-numeric type'),
      },
    ],
    [
      'an operator that does not exist',
      [['find', 'things', { code: { $nearly: 1 } }]],
      { errCode: -502001, errMsg: expect.stringContaining('$nearly') },
    ],
    [
      'a pattern that is none',
      [['match', 'things', 'code', '(']],
      { errCode: -502001, errMsg: expect.stringContaining('Regular expression is invalid') },
    ],
    [
      'an operator that the local cloud lacks',
      [['find', 'things', { code: { $geoWithin: { $box: [] } } }]],
      { errMsg: expect.stringContaining('The local cloud does not support the operator $box yet.') },
    ],
    [
      'a type that the local cloud lacks',
      [['add', 'things', { _id: 'typed', owner: { $oid: '0123456789abcdef01234567' } }]],
      { errMsg: expect.stringContaining('The local cloud does not support values of the type $oid yet.') },
    ],
    [
      'an expression that does not exist',
      [['aggregate', 'things', ['project', { a: { $nearly: 1 } }], ['limit', 1]]],
      { errMsg: expect.stringContaining("Unrecognized expression '$nearly'") },
    ],
    [
      'a script in a query',
      [['aggregate', 'things', ['match', { $where: 'true' }]]],
      { errMsg: expect.stringContaining('$where') },
    ],
    [
      'a positional $ where the query asks nothing of the array',
      [
        ['add', 'things', { _id: 'list', code: 'list', list: [1] }],
        ['updateWhere', 'things', { _id: 'list' }, { 'list.$': 2 }],
      ],
      { errCode: -502001, errMsg: expect.stringContaining('The positional operator did not find the match') },
    ],
    [
      'an update of everything',
      [['updateAll', 'things', { a: 1 }]],
      { errCode: -501007, errMsg: expect.stringContaining('query is required') },
    ],
    [
      'an _id of 20,000 characters',
      [['add', 'things', { _id: 'x'.repeat(20_000), code: 'f' }]],
      { errCode: -502001, errMsg: expect.stringContaining('_id') },
    ],
    [
      'an aggregation stage that is not there yet',
      [['aggregate', 'things', ['lookup', { from: 'things', pipeline: [{ $facet: {} }], as: 'x' }]]],
      { errMsg: expect.stringContaining('does not support the aggregation stage $facet') },
    ],
    [
      'unwinding what is no path',
      [['aggregate', 'things', ['unwind', 'tags']]],
      { errMsg: expect.stringContaining("path option to $unwind stage should be prefixed with a '$': tags") },
    ],
    [
      'a limit of nothing',
      [['aggregate', 'things', ['limit', 0]]],
      { errMsg: expect.stringContaining('the limit must be positive') },
    ],
    [
      'sorting neither upwards nor downwards',
      [['aggregate', 'things', ['sort', { code: 'asc' }]]],
      { errMsg: expect.stringContaining('$sort key ordering must be 1') },
    ],
    [
      'a count without a name',
      [['aggregate', 'things', ['count', '$n']]],
      { errMsg: expect.stringContaining('the count field') },
    ],
    [
      'grouping by nothing at all',
      [['aggregate', 'things', ['match', { _id: 'twice' }], ['group', { n: { $sum: 1 } }]]],
      { errMsg: expect.stringContaining('_id') },
    ],
  ]
  test.each(cases)('%s', async (_, steps, expected) => {
    expect(await last(...steps)).toMatchObject(expected)
  })
})
