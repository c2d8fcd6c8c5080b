/** What a document can hold: what JSON can, and dates and regular expressions. */
export type Value = null | undefined | boolean | number | string | Date | RegExp | Value[] | Fields

export interface Fields {
  [name: string]: Value
}

/** A stored document. Its `_id` is a string, a number, or anything else but an array. */
export interface Document extends Fields {
  _id: Value
}

/** A query filter or an update, as the SDK sends it. */
export type Filter = Fields
export type Update = Fields

/** Fields to sort by, the most significant first; 1 is ascending. */
export type Order = [field: string, direction: 1 | -1][]

export function isFields(value: Value): value is Fields {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp)
  )
}

/** True for `{ $gt: 1 }` and the like: a condition rather than a value. */
export function isCondition(value: Value): value is Fields {
  return isFields(value) && Object.keys(value).some((name) => name.startsWith('$'))
}

/** The type's name in MongoDB's error messages. */
export function typeName(value: Value): string {
  if (value === null) return 'null'
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Date) return 'date'
  if (value instanceof RegExp) return 'regex'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double'
  return typeof value
}
