import type { Range } from './bounds'
import type { Changes } from './changes'
import type { Key } from './keys'
import type { View } from './view'

/** What is seen when `own` is laid over `below`, without either being changed. */
export function overlay(below: View, own: Changes): View {
  return {
    get: (key) => (own.has(key) ? own.get(key) : below.get(key)),
    entries: (range, reverse) => merged(below, own, range, reverse),
  }
}

function* merged(below: View, own: Changes, range: Range, reverse: boolean): Generator<[Key, string]> {
  const precedes = (a: Key, b: Key) => (reverse ? a > b : a < b)
  const keys = [...own.keys()]
    .filter((key) => key >= range.from && key < range.to)
    .sort((a, b) => (precedes(a, b) ? -1 : 1))
  function* upTo(limit?: Key): Generator<[Key, string]> {
    while (keys[0] !== undefined && (limit === undefined || precedes(keys[0], limit))) {
      const key = keys.shift() ?? ''
      const value = own.get(key)
      if (value !== undefined) yield [key, value]
    }
  }
  for (const entry of below.entries(range, reverse)) {
    yield* upTo(entry[0])
    if (!own.has(entry[0])) yield entry
  }
  yield* upTo()
}
