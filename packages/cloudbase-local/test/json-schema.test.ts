import { schemaTest } from '../src/store/json-schema'
import type { Fields, Value } from '../src/store/value'
import { closeStores, temporaryStore } from './support/store'

afterAll(closeStores)

/** Tells whether an object with this field, or without any, fits a schema of the field. */
const fits = (a: Value, schema: Fields): boolean =>
  schemaTest({ properties: { a: schema } })(a === undefined ? {} : { a })

test('jsonSchema finds the documents that fit', () => {
  const store = temporaryStore({ things: { indexes: [] } })
  store.insert('things', [
    { _id: 1, a: 'x' },
    { _id: 2, a: 1 },
  ])
  const filter = { $jsonSchema: { required: ['a'], properties: { a: { bsonType: 'int' } } } }
  expect(store.find({ collection: 'things', filter }).documents).toEqual([{ _id: 2, a: 1 }])
})

// Source: mongodb.com/docs/manual/reference/operator/query/jsonSchema
describe('jsonSchema', () => {
  test.each<[schema: Fields, good: Value[], bad: Value[]]>([
    [{ bsonType: 'string' }, ['x', undefined], [1, null]],
    [{ bsonType: ['int', 'null'] }, [1, null], [1.5, 5_000_000_000, 'x']],
    [{ bsonType: 'long' }, [5_000_000_000], [1]],
    [{ bsonType: 'number' }, [1, 1.5], ['1']],
    [{ bsonType: 'date' }, [new Date(0)], [0]],
    [{ type: 'boolean' }, [true], [1]],
    [{ enum: ['a', 1, { b: 2 }] }, ['a', { b: 2 }], [2, { b: 3 }]],
    [{ minimum: 2, maximum: 4 }, [2, 4, 'x'], [1, 5]],
    [{ minimum: 2, exclusiveMinimum: true }, [3], [2]],
    [{ multipleOf: 3 }, [9], [10]],
    [{ minLength: 2, maxLength: 3 }, ['早安', 'abc', 7], ['a', 'abcd']],
    [{ pattern: '^a' }, ['ab'], ['ba']],
    [{ minItems: 1, maxItems: 2, items: { bsonType: 'int' } }, [[1], [1, 2]], [[], [1, 2, 3], ['x']]],
    [{ uniqueItems: true }, [[1, 2]], [[1, 1]]],
    [{ required: ['b'], properties: { b: { minimum: 1 } } }, [{ b: 1 }, 'x'], [{}, { b: 0 }]],
    [{ properties: { b: {} }, additionalProperties: false }, [{ b: 1 }], [{ c: 1 }]],
    [{ additionalProperties: { bsonType: 'int' } }, [{ c: 1 }], [{ c: 'x' }]],
    [{ minProperties: 1, maxProperties: 1 }, [{ b: 1 }], [{}, { b: 1, c: 1 }]],
    [{ allOf: [{ minimum: 1 }, { maximum: 3 }] }, [2], [4]],
    [{ anyOf: [{ maximum: 1 }, { minimum: 3 }] }, [0, 5], [2]],
    [{ oneOf: [{ minimum: 1 }, { minimum: 3 }] }, [2], [0, 4]],
    [{ not: { bsonType: 'null' } }, [1], [null]],
    [{ title: 'said', description: 'more' }, [1], []],
  ])('%j', (schema, good, bad) => {
    expect(good.filter((value) => !fits(value, schema))).toEqual([])
    expect(bad.filter((value) => fits(value, schema))).toEqual([])
  })

  test('names a keyword that it lacks', () => {
    expect(() => fits(1, { dependencies: {} })).toThrow(
      'does not support the keyword dependencies of $jsonSchema yet',
    )
    expect(() => fits([1], { items: [{}] })).toThrow('does not support a list of items in $jsonSchema yet')
  })
})
