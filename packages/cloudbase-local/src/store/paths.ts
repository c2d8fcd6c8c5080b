import { isFields, type Value } from './value'

/**
 * Every value that a condition on `path` may be held against: what is there, and where there is an array also each of
 * its elements. A missing value counts as null. For an index it is right to give too many, since a match is
 * checked on the document; it would be wrong to leave one out.
 */
export function valuesAt(value: Value, path: string): Value[] {
  return descend(value, path.split('.'))
}

function descend(value: Value, path: string[]): Value[] {
  const [name, ...rest] = path
  if (name === undefined) return Array.isArray(value) ? [value, ...elements(value, [])] : [value ?? null]
  if (isFields(value)) return descend(value[name], rest)
  if (!Array.isArray(value)) return [null]
  const byPosition = /^\d+$/.test(name) ? descend(value[Number(name)], rest) : []
  return [...byPosition, ...elements(value, path)]
}

function elements(array: Value[], path: string[]): Value[] {
  return array.length === 0 ? [null] : array.flatMap((element) => descend(element, path))
}

/** The value at a path whose numbers are positions in arrays. */
export function valueAt(value: Value, path: string): Value {
  return path.split('.').reduce<Value>((parent, name) => {
    if (Array.isArray(parent)) return /^\d+$/.test(name) ? parent[Number(name)] : undefined
    return isFields(parent) ? parent[name] : undefined
  }, value)
}
