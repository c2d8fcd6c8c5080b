import { encode, invert, type Key } from './keys'
import { isFields, type Fields, type Order, type Value } from './value'

/** A key by which documents compare as `order` wants them. */
export function sortKey(document: Fields, order: Order): Key {
  return order
    .map(([field, direction]) => {
      const keys = keysAt(document, field.split('.')).sort()
      return direction === 1 ? (keys[0] ?? '') : invert(keys.at(-1) ?? '')
    })
    .join('')
}

/** The documents as `order` wants them; those that compare as equal stay as they stand. */
export function sorted<One extends Fields>(documents: Iterable<One>, order: Order): One[] {
  const keyed = Array.from(documents, (document) => ({ document, key: sortKey(document, order) }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed.map(({ document }) => document)
}

/** An empty array comes before everything, null included. */
const emptyArray = '\x01'

/** An array counts as each of its elements: the smallest of them when sorting upwards, the largest downwards. */
function keysAt(value: Value, path: string[]): Key[] {
  const [name, ...rest] = path
  if (name === undefined) {
    if (!Array.isArray(value)) return [encode(value)]
    return value.length === 0 ? [emptyArray] : value.map(encode)
  }
  if (isFields(value)) return keysAt(value[name], rest)
  if (!Array.isArray(value)) return [encode(null)]
  if (/^\d+$/.test(name)) return keysAt(value[Number(name)], rest)
  const found = value.filter(isFields).flatMap((element) => keysAt(element, path))
  return found.length === 0 ? [encode(null)] : found
}
