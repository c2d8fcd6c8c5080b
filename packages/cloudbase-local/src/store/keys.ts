import type { Value } from './value'

/**
 * A key of the store: a string of bytes, each a character from 0 to 255, so that JavaScript's < on keys is the order in
 * which LMDB keeps them. Values are encoded in MongoDB's comparison order: null and missing, numbers, strings,
 * objects, arrays, booleans, dates, regular expressions. No encoding is the beginning of another one, hence
 * a compound key is the encodings one after the other.
 */
export type Key = string

const tags = {
  null: '\x05',
  number: '\x10',
  string: '\x18',
  object: '\x20',
  array: '\x28',
  boolean: '\x40',
  date: '\x48',
  regex: '\x58',
} as const

export function encode(value: Value): Key {
  if (value === undefined || value === null) return tags.null
  if (typeof value === 'number') return tags.number + encodeNumber(value)
  if (typeof value === 'string') return tags.string + encodeText(value)
  if (typeof value === 'boolean') return tags.boolean + (value ? '\x01' : '\x00')
  if (value instanceof Date) return tags.date + encodeNumber(value.getTime())
  if (value instanceof RegExp) return tags.regex + encodeText(String(value))
  if (Array.isArray(value)) return tags.array + value.map(encode).join('') + '\x00'
  return tags.object + Object.entries(value).map(encodeField).join('') + '\x00'
}

/** MongoDB compares objects field by field: first the value's type, then the name, then the value. */
function encodeField([name, value]: [string, Value]): Key {
  const encoded = encode(value)
  return encoded.charAt(0) + encodeText(name) + encoded
}

const double = Buffer.alloc(8)

function encodeNumber(value: number): Key {
  if (Number.isNaN(value)) return '\x00'.repeat(8)
  double.writeDoubleBE(value === 0 ? 0 : value)
  const negative = double.readUInt8(0) >= 0x80
  return negative
    ? invert(double.toString('latin1'))
    : String.fromCharCode(double.readUInt8(0) | 0x80) + double.toString('latin1', 1)
}

/** A zero byte ends a text; one inside it is followed by 255. */
export function encodeText(text: string): Key {
  return Buffer.from(text, 'utf8').toString('latin1').replaceAll('\x00', '\x00\xff') + '\x00\x00'
}

/** The key that sorts the other way round. */
export function invert(key: Key): Key {
  let inverted = ''
  for (let i = 0; i < key.length; i++) inverted += String.fromCharCode(255 - key.charCodeAt(i))
  return inverted
}

/** The first key after all those that begin with `key`, which must hold a byte below 255. */
export function after(key: Key): Key {
  let end = key.length - 1
  while (key.charCodeAt(end) === 255) end--
  return key.slice(0, end) + String.fromCharCode(key.charCodeAt(end) + 1)
}

/** Where a document, or an index entry, lies. */
export const layout = {
  collections: 'c',
  collection: (name: string): Key => `c${encodeText(name)}`,
  documents: (collection: string): Key => `d${encodeText(collection)}`,
  index: (collection: string, index: string): Key => `i${encodeText(collection)}${encodeText(index)}`,
}
