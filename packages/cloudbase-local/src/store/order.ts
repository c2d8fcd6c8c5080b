import { encode, invert, type Key } from './keys'
import { isFields, type Fields, type Order, type Value } from './value'

/** Gives a key for a document: comparing the keys with < sorts documents by `order`. */
export function sortKey(document: Fields, order: Order): Key {
  return order
    .map(([field, direction]) => {
      const keys = keysAt(document, field.split('.')).sort()
      return direction === 1 ? (keys[0] ?? '') : invert(keys.at(-1) ?? '')
    })
    .join('')
}

/** Gives the documents sorted by `order`. Equal documents keep their order. */
export function sorted<One extends Fields>(documents: Iterable<One>, order: Order): One[] {
  const keyed = Array.from(documents, (document) => ({ document, key: sortKey(document, order) }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed.map(({ document }) => document)
}

/** MongoDB sorts an empty array before everything else, even before null. */
const emptyArray = '\x01'

/** MongoDB sorts an array by its smallest element in ascending order and by its largest in descending order. */
function keysAt(value: Value, path: string[]): Key[] {
  const [name, ...restOfPath] = path
  if (name === undefined) {
    if (!Array.isArray(value)) return [encode(value)]
    return value.length === 0 ? [emptyArray] : value.map(encode)
  }
  if (isFields(value)) return keysAt(value[name], restOfPath)
  if (!Array.isArray(value)) return [encode(null)]
  if (/^\d+$/.test(name)) return keysAt(value[Number(name)], restOfPath)
  const found = value.filter(isFields).flatMap((element) => keysAt(element, path))
  return found.length === 0 ? [encode(null)] : found
}
