// Expressions of an aggregation that mingo lacks, or does otherwise than MongoDB's manual says
// (mongodb.com/docs/manual/reference/operator/aggregation).
import { evalExpr } from 'mingo/core'
import * as mingo from 'mingo/operators/expression'
import type { Options } from 'mingo/types'
import { queryFailed } from '../errors'
import { isFields, typeName, type Value } from './value'

type Expression = (document: never, argument: never, options: Options) => unknown

/** Evaluates the arguments, of which one alone may stand without brackets. */
function values(document: never, argument: Value, options: Options): Value[] {
  const found = evalExpr(document, (Array.isArray(argument) ? argument : [argument]) as never, options)
  return found as Value[]
}

/** A length below zero reaches to the end, and a start below zero gives nothing. The positions count bytes of UTF-8. */
const $substr: Expression = (document, argument, options) => {
  const [text, start, length] = values(document, argument, options)
  if (typeof start !== 'number' || typeof length !== 'number')
    throw queryFailed('$substrBytes: start and length must be numbers')
  const bytes = Buffer.from(text === null || text === undefined ? '' : String(text))
  return start < 0 ? '' : bytes.subarray(start, length < 0 ? undefined : start + length).toString()
}

/** Searches a text, cut up by `cut` into what is counted. */
const indexOf =
  (name: string, cut: (text: string) => string[]): Expression =>
  (document, argument, options) => {
    const [text, part, start = 0, end = Infinity] = values(document, argument, options)
    if (text === null || text === undefined) return null
    if (typeof text !== 'string' || typeof part !== 'string')
      throw queryFailed(
        `${name} requires strings, found: ${typeName(typeof text === 'string' ? part : text)}`,
      )
    const [whole, wanted] = [cut(text).slice(0, Number(end)), cut(part)]
    for (let at = Number(start); at <= whole.length - wanted.length; at++)
      if (wanted.every((one, offset) => whole[at + offset] === one)) return at
    return -1
  }

const codePoints = (text: string) => Array.from(text)
const utf8Bytes = (text: string) => Array.from(Buffer.from(text), String)

/** Weeks begin on Sunday, and the days before the year's first one are in week 0. */
const $week: Expression = (document, argument, options) => {
  const dayOfYear = mingo.$dayOfYear(document, argument, options) as number | null
  const dayOfWeek = mingo.$dayOfWeek(document, argument, options) as number
  return dayOfYear === null ? null : Math.floor((dayOfYear - dayOfWeek + 7) / 7)
}

/** The number of places may be left out. */
const $trunc: Expression = (document, argument, options) => {
  const [number, places = 0] = values(document, argument, options)
  if (number === null || number === undefined) return null
  return mingo.$trunc(document, [number, places] as never, options)
}

/** A list of pairs or of `{ k, v }`; one that is written out stands in brackets of its own, as every argument does. */
const $arrayToObject: Expression = (document, argument, options) => {
  const [entries] = values(document, Array.isArray(argument) ? argument : [argument as Value], options)
  if (entries === null || entries === undefined) return null
  if (!Array.isArray(entries))
    throw queryFailed(`$arrayToObject requires an array input, found: ${typeName(entries)}`)
  return Object.fromEntries(entries.map(pair))
}

function pair(entry: Value): [string, Value] {
  const [name, value] = isFields(entry) ? [entry['k'], entry['v']] : Array.isArray(entry) ? entry : []
  if (typeof name !== 'string')
    throw queryFailed(
      '$arrayToObject requires an array of key-value pairs, where the key must be of type string',
    )
  return [name, value]
}

/** Null and missing become an empty text. */
const cased =
  (change: (text: string) => string): Expression =>
  (document, argument, options) => {
    const [text] = values(document, argument, options)
    return text === null || text === undefined ? '' : change(String(text))
  }

export const expressions: Record<string, Expression> = {
  $substr,
  $substrBytes: $substr,
  $indexOfCP: indexOf('$indexOfCP', codePoints),
  $indexOfBytes: indexOf('$indexOfBytes', utf8Bytes),
  $week,
  $trunc,
  $arrayToObject,
  $toLower: cased((text) => text.toLowerCase()),
  $toUpper: cased((text) => text.toUpperCase()),
}
