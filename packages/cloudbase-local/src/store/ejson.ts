import { actionUnsupported, invalidParameter, queryFailed } from '../errors'
import { isFields, type Document, type Fields, type Value } from './value'

/**
 * Reads Extended JSON, canonical (as the SDK sends it) or relaxed. `now` (epoch milliseconds) replaces db.serverDate().
 * 64-bit integers become numbers. Raises INVALID_PARAM for text that is not JSON, and ACTION_NOT_SUPPORTED with the name
 * of a type that is not supported.
 */
export function parse(text: string, now: number): Value {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw invalidParameter('param error: not a valid Extended JSON')
  }
  return fromExtendedJson(json, now)
}

/** Reads an Extended JSON object. Raises INVALID_PARAM as `parse` does, and for any other value. */
export function parseFields(text: string, now: number): Fields {
  const value = parse(text, now)
  if (!isFields(value)) throw invalidParameter('param error: an object is expected')
  return value
}

/** Writes relaxed Extended JSON, which keeps plain numbers plain and fields in their order. */
export function stringify(value: Value): string {
  return JSON.stringify(isJson(value) ? value : toExtendedJson(value))
}

/** True for a value that is plain JSON. Nearly all values are, and these need not be copied before they are written. */
function isJson(value: Value): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isJson)
  if (!isFields(value)) return false
  for (const name in value) if (!isJson(value[name])) return false
  return true
}

/** Reads a document that `stringify` wrote. Nearly all documents are plain JSON, and for those JSON.parse is enough. */
export function load(text: string): Document {
  const document: Document = JSON.parse(text)
  return text.includes('{"$') ? { ...document, ...fields(document) } : document
}

const unsupportedTags = [
  '$oid',
  '$binary',
  '$timestamp',
  '$minKey',
  '$maxKey',
  '$symbol',
  '$code',
  '$dbPointer',
]

function fromExtendedJson(json: unknown, now: number): Value {
  if (Array.isArray(json)) return json.map((item) => fromExtendedJson(item, now))
  if (typeof json !== 'object' || json === null) return scalar(json)
  const entries = Object.entries(json)
  const [first] = entries
  if (first && entries.length === 1) {
    const [tag, content] = first
    if (unsupportedTags.includes(tag)) throw actionUnsupported(`values of the type ${tag}`)
    const read = readers[tag]
    if (read) return read(content, now)
  }
  return Object.fromEntries(entries.map(([name, item]) => [name, fromExtendedJson(item, now)]))
}

function scalar(json: unknown): Value {
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? json : null
}

const readers: Record<string, (content: unknown, now: number) => Value> = {
  $numberInt: Number,
  $numberLong: Number,
  $numberDouble: Number,
  $numberDecimal: Number,
  $undefined: () => undefined,
  $date: (content) => new Date(typeof content === 'string' ? content : Number(fromExtendedJson(content, 0))),
  $regularExpression: (content) => {
    const { pattern, options } = fields(content)
    // JavaScript has no flag for MongoDB's option x. With g or y a RegExp would remember where the last match ended.
    const flags = String(options ?? '').replace(/[^imsu]/g, '')
    try {
      return new RegExp(String(pattern), flags)
    } catch (error) {
      throw queryFailed(`Regular expression is invalid: ${error instanceof Error ? error.message : ''}`)
    }
  },
  $tcb_server_date: (content, now) => new Date(now + Number(fields(content)['offset'] ?? 0)),
}

function fields(content: unknown): Fields {
  const value = fromExtendedJson(content, 0)
  return isFields(value) ? value : {}
}

function toExtendedJson(value: Value): unknown {
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } }
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } }
  if (Array.isArray(value)) return value.map(toExtendedJson)
  if (typeof value === 'number' && !Number.isFinite(value)) return { $numberDouble: String(value) }
  if (isFields(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toExtendedJson(item)]))
  return value
}
