import { writeFailed } from '../errors'
import { matcher } from './matching'
import { valueAt } from './paths'
import { isFields, type Document, type Fields, type Filter, type Update, type Value } from './value'

/**
 * Gives the update with a number in place of the positional `$`: that of the first element which the filter has matched.
 * Raises MongoDB's error when the filter asks nothing of the array
 * (mongodb.com/docs/manual/reference/operator/update/positional).
 */
export function positioned(change: Update, filter: Filter, document: Document): Update {
  if (!JSON.stringify(change).includes('.$')) return change
  return Object.fromEntries(
    Object.entries(change).map(([operator, fields]) => [
      operator,
      isFields(fields) ? renamed(fields, (path) => positionedPath(path, filter, document)) : fields,
    ]),
  )
}

const renamed = (fields: Fields, rename: (path: string) => string): Fields =>
  Object.fromEntries(Object.entries(fields).map(([path, value]) => [rename(path), value]))

function positionedPath(path: string, filter: Filter, document: Document): string {
  const names = path.split('.')
  const at = names.indexOf('$')
  if (at < 0) return path
  const array = names.slice(0, at).join('.')
  const position = positionOf(array, filter, valueAt(document, array))
  if (position < 0)
    throw writeFailed('Update', 'The positional operator did not find the match needed from the query.')
  return [...names.slice(0, at), String(position), ...names.slice(at + 1)].join('.')
}

function positionOf(path: string, filter: Filter, array: Value): number {
  if (!Array.isArray(array)) return -1
  for (const [name, condition] of Object.entries(filter)) {
    const parts = name === '$and' && Array.isArray(condition) ? condition.filter(isFields) : []
    const inParts = parts.map((part) => positionOf(path, part, array)).find((position) => position >= 0)
    if (inParts !== undefined) return inParts
    const matches = elementTest(path, name, condition)
    const position = matches ? array.findIndex(matches) : -1
    if (position >= 0) return position
  }
  return -1
}

/** Gives what a condition of the filter asks of an element; undefined when it asks nothing of this array. */
function elementTest(
  path: string,
  name: string,
  condition: Value,
): ((element: Value) => boolean) | undefined {
  if (name.startsWith(`${path}.`)) {
    const matches = matcher({ [`element.${name.slice(path.length + 1)}`]: condition })
    return (element) => matches({ element })
  }
  if (name !== path) return undefined
  const isElemMatch = isFields(condition) && '$elemMatch' in condition
  const matches = matcher({ element: condition })
  return (element) => matches({ element: isElemMatch ? [element] : element })
}
