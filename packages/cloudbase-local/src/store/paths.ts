import { isFields, type Fields, type Value } from './value'

/**
 * Gives every value that a condition on `path` can match: the value itself and, for an array, also each element. A
 * missing value counts as null. An index needs all of these values. Extra ones do no harm, since each document that the
 * index finds is checked again, but a missing one would hide a document.
 */
export function valuesAt(value: Value, path: string): Value[] {
  // Nearly every field of an index stands in the document itself and holds one value.
  if (isFields(value) && !path.includes('.') && !Array.isArray(value[path])) return [value[path] ?? null]
  return descend(value, path.split('.'))
}

function descend(value: Value, path: string[]): Value[] {
  const [name, ...restOfPath] = path
  if (name === undefined) return Array.isArray(value) ? [value, ...elements(value, [])] : [value ?? null]
  if (isFields(value)) return descend(value[name], restOfPath)
  if (!Array.isArray(value)) return [null]
  const byPosition = /^\d+$/.test(name) ? descend(value[Number(name)], restOfPath) : []
  return [...byPosition, ...elements(value, path)]
}

function elements(array: Value[], path: string[]): Value[] {
  return array.length === 0 ? [null] : array.flatMap((element) => descend(element, path))
}

/** Gives the value at a path, in which a number is a position in an array; undefined when there is no value. */
export function valueAt(value: Value, path: string): Value {
  return path.split('.').reduce<Value>((parent, name) => {
    if (Array.isArray(parent)) return /^\d+$/.test(name) ? parent[Number(name)] : undefined
    return isFields(parent) ? parent[name] : undefined
  }, value)
}

/** Gives the document with another value at a path, or, for undefined, without it. */
export function setAt(document: Fields, path: string, value: Value): Fields {
  const [name = '', ...deeper] = path.split('.')
  const inner = document[name]
  if (deeper.length > 0)
    return { ...document, [name]: setAt(isFields(inner) ? inner : {}, deeper.join('.'), value) }
  if (value !== undefined) return { ...document, [name]: value }
  const { [name]: _removed, ...others } = document
  return others
}
