/** A value in a document: any JSON value, a date or a regular expression. */
export type Value = null | undefined | boolean | number | string | Date | RegExp | Value[] | Fields

export interface Fields {
  [name: string]: Value
}

/** A stored document. Its `_id` can be any value except an array and a regular expression. */
export interface Document extends Fields {
  _id: Value
}

/** A query filter or an update, as the SDK sends it. */
export type Filter = Fields
export type Update = Fields

/** Fields to sort by, the most important first; 1 is ascending, -1 descending. */
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

/** True for an object with operators, like `{ $gt: 1 }`: it is a condition and not a value to compare with. */
export function isCondition(value: Value): value is Fields {
  return isFields(value) && Object.keys(value).some((name) => name.startsWith('$'))
}

/** Gives the name that MongoDB's error messages use for the value's type. */
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
