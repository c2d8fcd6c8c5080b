// The SDK's command jsonSchema: mongodb.com/docs/manual/reference/operator/query/jsonSchema.
import { actionUnsupported, queryFailed } from '../errors'
import { encode } from './keys'
import { isFields, typeName, type Fields, type Value } from './value'

type Test = (value: Value) => boolean

/** Gives a function that tells whether a document fits a schema. Raises an error that names a keyword that it lacks. */
export function schemaTest(schema: Value): Test {
  if (!isFields(schema)) throw queryFailed('$jsonSchema must be an object')
  const tests = Object.entries(schema).map(([name, argument]) => {
    if (!Object.hasOwn(keywords, name)) throw actionUnsupported(`the keyword ${name} of $jsonSchema`)
    return keywords[name]?.(argument, schema) ?? fits
  })
  return (value) => tests.every((test) => test(value))
}

const fits: Test = () => true

/** A keyword that speaks of one type says nothing of values of another. */
const ofNumbers =
  (test: (value: number) => boolean): Test =>
  (value) =>
    typeof value !== 'number' || test(value)
const ofTexts =
  (test: (value: string) => boolean): Test =>
  (value) =>
    typeof value !== 'string' || test(value)
const ofArrays =
  (test: (value: Value[]) => boolean): Test =>
  (value) =>
    !Array.isArray(value) || test(value)
const ofFields =
  (test: (value: Fields) => boolean): Test =>
  (value) =>
    !isFields(value) || test(value)

const keywords: Record<string, (argument: Value, schema: Fields) => Test> = {
  title: () => fits,
  description: () => fits,
  bsonType: (types) => (value) => listed(types).some((type) => bsonTypes(value).includes(String(type))),
  type: (types) => (value) => listed(types).includes(jsonType(value)),
  enum: (values) => (value) => listed(values).some((one) => encode(one) === encode(value)),
  allOf: (schemas) => every(schemas, (passed, all) => passed === all),
  anyOf: (schemas) => every(schemas, (passed) => passed > 0),
  oneOf: (schemas) => every(schemas, (passed) => passed === 1),
  not: (schema) => {
    const test = schemaTest(schema)
    return (value) => !test(value)
  },
  minimum: (least, { exclusiveMinimum }) =>
    ofNumbers((value) => value > Number(least) || (value === Number(least) && exclusiveMinimum !== true)),
  maximum: (most, { exclusiveMaximum }) =>
    ofNumbers((value) => value < Number(most) || (value === Number(most) && exclusiveMaximum !== true)),
  exclusiveMinimum: () => fits,
  exclusiveMaximum: () => fits,
  multipleOf: (step) => ofNumbers((value) => value % Number(step) === 0),
  minLength: (least) => ofTexts((value) => Array.from(value).length >= Number(least)),
  maxLength: (most) => ofTexts((value) => Array.from(value).length <= Number(most)),
  pattern: (pattern) => {
    const expression = new RegExp(String(pattern), 'u')
    return ofTexts((value) => expression.test(value))
  },
  minItems: (least) => ofArrays((value) => value.length >= Number(least)),
  maxItems: (most) => ofArrays((value) => value.length <= Number(most)),
  uniqueItems: (unique) =>
    ofArrays((value) => unique !== true || new Set(value.map(encode)).size === value.length),
  items: (schema) => {
    if (Array.isArray(schema)) throw actionUnsupported('a list of items in $jsonSchema')
    const test = schemaTest(schema)
    return ofArrays((value) => value.every(test))
  },
  required: (names) => ofFields((value) => listed(names).every((name) => String(name) in value)),
  minProperties: (least) => ofFields((value) => Object.keys(value).length >= Number(least)),
  maxProperties: (most) => ofFields((value) => Object.keys(value).length <= Number(most)),
  properties: (schemas) => {
    const tests = Object.entries(isFields(schemas) ? schemas : {}).map(
      ([name, one]) => [name, schemaTest(one)] as const,
    )
    return ofFields((value) => tests.every(([name, test]) => !(name in value) || test(value[name])))
  },
  additionalProperties: (allowed, { properties }) => {
    const known = Object.keys(isFields(properties) ? properties : {})
    const test = typeof allowed === 'boolean' ? () => allowed : schemaTest(allowed)
    return ofFields((value) =>
      Object.entries(value).every(([name, inner]) => known.includes(name) || test(inner)),
    )
  },
}

const listed = (value: Value): Value[] => (Array.isArray(value) ? value : [value])

function every(schemas: Value, holds: (passed: number, all: number) => boolean): Test {
  const tests = listed(schemas).map(schemaTest)
  return (value) => holds(tests.filter((test) => test(value)).length, tests.length)
}

/** A whole number is an int up to 32 bits and a long beyond, as the SDK sends it. */
function bsonTypes(value: Value): string[] {
  if (typeof value !== 'number') return [typeName(value)]
  if (!Number.isInteger(value)) return ['double', 'number']
  return [value === (value | 0) ? 'int' : 'long', 'number']
}

function jsonType(value: Value): string {
  if (typeof value === 'boolean' || typeof value === 'number') return typeof value
  return typeName(value)
}
