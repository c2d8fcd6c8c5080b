import type { Value } from './value'

/**
 * A key of the store. Each character stands for one byte (0 to 255), so JavaScript's < compares keys as LMDB sorts
 * them. The encoding keeps MongoDB's order of values: null and missing, numbers, strings, objects, arrays, booleans,
 * dates, regular expressions. No encoded value is the beginning of another, so a compound key is simply one after the
 * other.
 */
export type Key = string

/** The keys from `from` (included) to `to` (not included). */
export interface Range {
  from: Key
  to: Key
}

const typeBytes = {
  null: '\x05',
  number: '\x10',
  string: '\x18',
  object: '\x20',
  array: '\x28',
  boolean: '\x40',
  date: '\x48',
  regex: '\x58',
} as const

/** Gives the key of a value. */
export function encode(value: Value): Key {
  if (value === undefined || value === null) return typeBytes.null
  if (typeof value === 'number') return typeBytes.number + encodeNumber(value)
  if (typeof value === 'string') return typeBytes.string + encodeText(value)
  if (typeof value === 'boolean') return typeBytes.boolean + (value ? '\x01' : '\x00')
  if (value instanceof Date) return typeBytes.date + encodeNumber(value.getTime())
  if (value instanceof RegExp) return typeBytes.regex + encodeText(String(value))
  if (Array.isArray(value)) return typeBytes.array + value.map(encode).join('') + '\x00'
  return typeBytes.object + Object.entries(value).map(encodeField).join('') + '\x00'
}

/** MongoDB compares objects field by field: by the type of the value, then by the name, then by the value. */
function encodeField([name, value]: [string, Value]): Key {
  const encoded = encode(value)
  return encoded.charAt(0) + encodeText(name) + encoded
}

const doubleBytes = Buffer.alloc(8)

function encodeNumber(value: number): Key {
  if (Number.isNaN(value)) return '\x00'.repeat(8)
  doubleBytes.writeDoubleBE(value === 0 ? 0 : value)
  const negative = doubleBytes.readUInt8(0) >= 0x80
  if (negative) return invert(doubleBytes.toString('latin1'))
  doubleBytes.writeUInt8(doubleBytes.readUInt8(0) | 0x80)
  return doubleBytes.toString('latin1')
}

/** Two zero bytes end a text. A zero byte inside the text is followed by 255, so that it cannot look like the end. */
export function encodeText(text: string): Key {
  // eslint-disable-next-line no-control-regex -- these are their own bytes, and nearly all ids are of them
  if (/^[\x01-\x7f]*$/.test(text)) return text + '\x00\x00'
  return Buffer.from(text, 'utf8').toString('latin1').replaceAll('\x00', '\x00\xff') + '\x00\x00'
}

/** Gives a key that sorts in the opposite order. */
export function invert(key: Key): Key {
  const inverted = Buffer.from(key, 'latin1')
  for (let i = 0; i < inverted.length; i++) inverted[i] = 255 - key.charCodeAt(i)
  return inverted.toString('latin1')
}

/** Gives the first key after all keys that begin with `key`, which must contain a byte below 255. */
export function after(key: Key): Key {
  let end = key.length - 1
  while (key.charCodeAt(end) === 255) end--
  return key.slice(0, end) + String.fromCharCode(key.charCodeAt(end) + 1)
}

/** The beginnings of the keys of collections, documents, their places in both directions, and index entries. */
export const layout = {
  collections: 'c',
  collection: (name: string): Key => `c${encodeText(name)}`,
  documents: (collection: string): Key => `d${encodeText(collection)}`,
  places: (collection: string): Key => `p${encodeText(collection)}`,
  placeOf: (collection: string): Key => `q${encodeText(collection)}`,
  index: (collection: string, index: string): Key => `i${encodeText(collection)}${encodeText(index)}`,
}
