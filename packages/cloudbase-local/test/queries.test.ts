import type { Fields, Order, Value } from '../src/store/value'
import { closeStores, temporaryStore } from './support/store'

afterAll(closeStores)

const day = (n: number) => new Date(n)

describe('a query finds what MongoDB finds', () => {
  // The documents get the _ids 1, 2, 3 … in this order.
  const cases: [title: string, documents: Fields[], filter: Fields, ids: number[]][] = [
    ['null is a missing field too', [{ a: null }, {}, { a: 0 }], { a: null }, [1, 2]],
    ['$ne null', [{ a: null }, {}, { a: 0 }], { a: { $ne: null } }, [3]],
    ['$exists counts a null', [{ a: null }, {}], { a: { $exists: true } }, [1]],
    [
      '$gt stays within a type',
      [{ a: 5 }, { a: 'z' }, { a: day(1) }, { a: null }, { a: true }],
      { a: { $gt: 1 } },
      [1],
    ],
    ['$lt stays within a type', [{ a: 5 }, { a: 'a' }, {}], { a: { $lt: 'z' } }, [2]],
    ['false is below true', [{ a: false }, { a: true }], { a: { $lt: true } }, [1]],
    ['a date', [{ a: day(5) }, { a: day(6) }], { a: day(5) }, [1]],
    ['a date range', [{ a: day(-5) }, { a: day(6) }], { a: { $lt: day(0) } }, [1]],
    ['negative numbers', [{ a: -2 }, { a: -1.5 }, { a: 0 }, { a: 1 }], { a: { $gte: -1.5, $lt: 1 } }, [2, 3]],
    ['a number is no text', [{ a: 1 }, { a: '1' }], { a: '1' }, [2]],
    ['an element of an array', [{ a: [1, 2] }, { a: 2 }, { a: [[2]] }], { a: 2 }, [1, 2]],
    ['a range met by different elements', [{ a: [1, 20] }], { a: { $gt: 10, $lt: 5 } }, [1]],
    ['an array as a whole', [{ a: [1, 2] }, { a: [2, 1] }, { a: [[1, 2]] }], { a: [1, 2] }, [1, 3]],
    ['$ne looks at every element', [{ a: [1, 2] }, { a: [3] }], { a: { $ne: 1 } }, [2]],
    ['an empty array holds no null', [{ a: [] }, {}], { a: null }, [2]],
    ['a path through an array', [{ a: [{ b: 1 }, { b: 2 }] }, { a: { b: 3 } }], { 'a.b': 2 }, [1]],
    ['a position in an array', [{ a: [{ b: 1 }, { b: 2 }] }], { 'a.1.b': 2 }, [1]],
    ['$in with null', [{}, { a: 1 }, { a: 2 }], { a: { $in: [null, 2] } }, [1, 3]],
    ['$in with a pattern', [{ a: 'foo' }, { a: 'bar' }], { a: { $in: [/^f/] } }, [1]],
    ['a pattern on an array', [{ a: ['foo', 'x'] }], { a: /^f/ }, [1]],
    ['$not', [{ a: 'foo' }, { a: 'bar' }, {}], { a: { $not: /^f/ } }, [2, 3]],
    ['$nor', [{ a: 1 }, { a: 2 }], { $nor: [{ a: 1 }] }, [2]],
    [
      '$and of $or',
      [
        { a: 1, b: 1 },
        { a: 1, b: 3 },
        { a: 2, b: 2 },
      ],
      { $and: [{ $or: [{ a: 1 }, { a: 2 }] }, { $or: [{ b: 1 }, { b: 2 }] }] },
      [1, 3],
    ],
    ['one _id of several', [{}, {}, {}], { _id: { $in: [1, 3, 9] } }, [1, 3]],
    [
      '$elemMatch',
      [{ a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }, { c: 2 }] }],
      { a: { $elemMatch: { b: 1, c: 2 } } },
      [1],
    ],
    [
      '$elemMatch on fields passes over what has none',
      [{ a: [1, 2] }, { a: [{ x: 1 }] }],
      { a: { $elemMatch: { x: 1 } } },
      [2],
    ],
    [
      '$elemMatch on a field that is there',
      [{ a: [1] }, { a: [{ y: 1 }] }, { a: [{ x: null }] }],
      { a: { $elemMatch: { x: { $exists: true } } } },
      [3],
    ],
    [
      '$elemMatch on the elements',
      [{ a: [1, 9] }, { a: [5] }, { a: 5 }],
      { a: { $elemMatch: { $gt: 3, $lt: 7 } } },
      [2],
    ],
    [
      '$elemMatch with $or',
      [{ a: [1, { x: 2 }] }, { a: [1] }],
      { a: { $elemMatch: { $or: [{ x: 1 }, { x: 2 }] } } },
      [1],
    ],
    ['$all on no array', [{ a: 'x' }, { a: ['x', 'y'] }, { a: 'y' }], { a: { $all: ['x'] } }, [1, 2]],
    [
      '$all of $elemMatch',
      [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }] }],
      { a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { b: 2 } }] } },
      [1],
    ],
    ['$size', [{ a: [1] }, { a: [] }], { a: { $size: 0 } }, [2]],
    ['$all', [{ a: ['x', 'y'] }, { a: ['x'] }], { a: { $all: ['x', 'y'] } }, [1]],
    ['$mod', [{ a: 4 }, { a: 5 }], { a: { $mod: [2, 0] } }, [1]],
    [
      'texts that begin alike for 2,000 characters',
      [{ a: `${'x'.repeat(2000)}a` }, { a: `${'x'.repeat(2000)}b` }],
      { a: { $gt: `${'x'.repeat(2000)}a` } },
      [2],
    ],
    [
      'a text with a zero character',
      [{ a: 'x\0' }, { a: 'x' }, { a: 'x\0\0' }],
      { a: { $gt: 'x', $lt: 'x\0\0' } },
      [1],
    ],
  ]
  describe.each([
    ['without an index', []],
    ['with an index', [{ name: 'a', keys: { a: 1 as const }, unique: false }]],
    [
      'with a descending compound index',
      [{ name: 'ab', keys: { a: -1 as const, 'a.b': 1 as const }, unique: false }],
    ],
  ])('%s', (_, indexes) => {
    test.each(cases)('%s', (_, documents, filter, ids) => {
      const store = temporaryStore({ things: { indexes } })
      store.insert(
        'things',
        documents.map((document, at) => ({ _id: at + 1, ...document })),
      )
      const order: Order = [['_id', 1]]
      const found = store.find({ collection: 'things', filter, order }).documents
      expect(found.map(({ _id }) => _id)).toEqual(ids)
    })
  })
})

describe('sorting', () => {
  const sorted = (documents: Fields[], order: Order) => {
    const store = temporaryStore({ things: { indexes: [] } })
    store.insert('things', documents)
    return store.find({ collection: 'things', filter: {}, order }).documents.map(({ _id }) => _id)
  }

  test('goes by type first: null, numbers, texts, objects, booleans, dates', () => {
    const documents = [
      { _id: 'boolean', a: true },
      { _id: 'date', a: day(1) },
      { _id: 'text', a: 'x' },
      { _id: 'number', a: 5 },
      { _id: 'missing' },
      { _id: 'object', a: {} },
    ]
    expect(sorted(documents, [['a', 1]])).toEqual(['missing', 'number', 'text', 'object', 'boolean', 'date'])
  })

  test('takes the smallest element of an array upwards and the largest downwards', () => {
    const documents = [
      { _id: 1, a: [5, 1] },
      { _id: 2, a: 3 },
    ]
    expect(sorted(documents, [['a', 1]])).toEqual([1, 2])
    expect(sorted(documents, [['a', -1]])).toEqual([1, 2])
  })
})

describe('an update changes what MongoDB changes', () => {
  const cases: [title: string, before: Fields, change: Fields, expected: Fields | string][] = [
    ['$inc makes the field', {}, { $inc: { a: 2 } }, { a: 2 }],
    ['$inc on a text', { a: 'x' }, { $inc: { a: 2 } }, 'Cannot apply $inc to a value of non-numeric type'],
    ['$inc on null', { a: null }, { $inc: { a: 2 } }, 'of non-numeric type null'],
    ['$inc by a text', { a: 1 }, { $inc: { a: 'x' } }, 'Cannot increment with non-numeric argument'],
    ['$mul of a missing field is 0', {}, { $mul: { a: 3 } }, { a: 0 }],
    ['$min', { a: 5 }, { $min: { a: 3 } }, { a: 3 }],
    ['$max', { a: 5 }, { $max: { a: 3 } }, { a: 5 }],
    ['$push makes the array', {}, { $push: { a: { $each: [1] } } }, { a: [1] }],
    [
      '$push on a number',
      { a: 1 },
      { $push: { a: { $each: [1] } } },
      "The field 'a' must be an array but is of type int",
    ],
    ['$addToSet', { a: [1] }, { $addToSet: { a: { $each: [1, 2] } } }, { a: [1, 2] }],
    ['$pull by value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ['$pull by condition', { a: [1, 2, 3] }, { $pull: { a: { $gt: 1 } } }, { a: [1] }],
    [
      '$pull by fields leaves what has none',
      { a: [1, { x: 1 }, { x: 2 }] },
      { $pull: { a: { x: 1 } } },
      { a: [1, { x: 2 }] },
    ],
    ['$bit', { a: 5 }, { $bit: { a: { and: 4 } } }, { a: 4 }],
    ['$pullAll', { a: [1, 2, 1] }, { $pullAll: { a: [1] } }, { a: [2] }],
    ['$pop at the front', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
    ['$unset inside', { a: { b: 1, c: 2 } }, { $unset: { 'a.b': '' } }, { a: { c: 2 } }],
    ['$rename', { a: 1 }, { $rename: { a: 'b' } }, { b: 1 }],
    ['$set at a position', { a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }],
    ['$set makes the objects on the way', {}, { $set: { 'a.b.c': 9 } }, { a: { b: { c: 9 } } }],
    ['$set through a number', { a: 1 }, { $set: { 'a.b': 9 } }, "Cannot create field 'b' in element {a: 1}"],
    [
      '$set through null',
      { a: null },
      { $set: { 'a.b': 9 } },
      "Cannot create field 'b' in element {a: null}",
    ],
    ['dates stay dates', { a: day(5) }, { $set: { b: day(7) } }, { a: day(5), b: day(7) }],
    [
      'the same path twice',
      { a: {} },
      { $set: { a: 1 }, $inc: { 'a.b': 1 } },
      "would create a conflict at 'a'",
    ],
    ['an unknown operator', { a: 1 }, { $foo: { a: 1 } }, 'Unknown modifier: $foo'],
    ['another _id', { a: 1 }, { $set: { _id: 2 } }, "would modify the immutable field '_id'"],
  ]
  test.each(cases)('%s', (_, before, change, expected) => {
    const store = temporaryStore({ things: { indexes: [] } })
    const query = { collection: 'things', filter: { _id: 1 } }
    store.insert('things', [{ _id: 1, ...before }])
    if (typeof expected === 'string') {
      expect(() => store.update(query, change)).toThrow(expected)
      expect(store.find(query).documents).toEqual([{ _id: 1, ...before }])
    } else {
      store.update(query, change)
      expect(store.find(query).documents).toEqual([{ _id: 1, ...expected }])
    }
  })

  const people = [
    { name: 'a', n: 1 },
    { name: 'b', n: 2 },
    { name: 'b', n: 3 },
  ]
  test.each<[title: string, filter: Fields, change: Fields, expected: Value]>([
    ['of a value', { tags: 'b' }, { $set: { 'tags.$': 'x' } }, { tags: ['a', 'x', 'b'] }],
    [
      'of a field',
      { 'people.name': 'b' },
      { $inc: { 'people.$.n': 5 } },
      { people: [people[0], { name: 'b', n: 7 }, people[2]] },
    ],
    [
      'of an $elemMatch, inside $and',
      { $and: [{ _id: 1 }, { people: { $elemMatch: { name: 'b', n: { $gt: 2 } } } }] },
      { $set: { 'people.$': null } },
      { people: [people[0], people[1], null] },
    ],
    [
      'of every element',
      { _id: 1 },
      { $inc: { 'people.$[].n': 1 } },
      { people: people.map(({ name, n }) => ({ name, n: n + 1 })) },
    ],
  ])(
    'the positional $ stands for the first element %s that the query matched',
    (_, filter, change, expected) => {
      const store = temporaryStore({ things: { indexes: [] } })
      store.insert('things', [{ _id: 1, tags: ['a', 'b', 'b'], people }])
      store.update({ collection: 'things', filter }, change)
      expect(store.find({ collection: 'things', filter: {} }).documents).toMatchObject([Object(expected)])
    },
  )

  test('of many documents is all or nothing', () => {
    const store = temporaryStore({ things: { indexes: [] } })
    store.insert('things', [
      { _id: 1, n: 1 },
      { _id: 2, n: 'x' },
    ])
    const query = { collection: 'things', filter: {} }
    expect(() => store.update(query, { $inc: { n: 1 } })).toThrow('non-numeric')
    expect(store.find(query).documents).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 'x' },
    ])
  })

  test('that changes nothing is not counted', () => {
    const store = temporaryStore({ things: { indexes: [] } })
    store.insert('things', [
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ])
    expect(store.update({ collection: 'things', filter: {} }, { $set: { n: 1 } }).work.changed).toBe(1)
  })
})

test.each<[string, Value]>([
  ['an array', [1]],
  ['a pattern', /x/],
])('%s is no _id', (_, id) => {
  const store = temporaryStore({ things: { indexes: [] } })
  expect(() => store.insert('things', [{ _id: id }])).toThrow("The '_id' value cannot be of type")
})

test('texts that an index holds by their beginning only are still told apart', () => {
  const store = temporaryStore({ things: { indexes: [{ name: 'a', keys: { a: 1 }, unique: true }] } })
  const long = (end: string) => 'x'.repeat(2000) + end
  store.insert('things', [
    { _id: 1, a: long('b') },
    { _id: 2, a: long('a') },
    { _id: 3, a: 'y' },
  ])
  const ids = (filter: Fields, order: Order) =>
    store.find({ collection: 'things', filter, order }).documents.map(({ _id }) => _id)
  expect(ids({ a: { $gt: '' } }, [['a', 1]])).toEqual([2, 1, 3])
  expect(ids({ a: { $lt: long('b') } }, [])).toEqual([2])
  expect(ids({ a: { $gt: long('a') } }, [['a', -1]])).toEqual([3, 1])
  expect(() => store.insert('things', [{ a: long('a') }])).toThrow('E11000')
})

test('a body of 20,000 characters is stored whole, in an index or not', () => {
  const store = temporaryStore({
    things: { indexes: [{ name: 'body', keys: { body: -1, title: 1 }, unique: false }] },
  })
  const bodies = ['笔'.repeat(20_000), '\0'.repeat(20_000), 'x'.repeat(20_000), 'short']
  store.insert(
    'things',
    bodies.map((body, _id) => ({ _id, body })),
  )
  bodies.forEach((body, _id) => {
    expect(store.find({ collection: 'things', filter: { body } }).documents).toEqual([{ _id, body }])
  })
})
