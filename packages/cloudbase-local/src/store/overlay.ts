import type { Changes } from './changes'
import type { Key, Range } from './keys'
import type { View } from './view'

/** Gives a view of `below` as if `changes` had been written to it. It changes neither. */
export function overlay(below: View, changes: Changes): View {
  return {
    get: (key) => (changes.has(key) ? changes.get(key) : below.get(key)),
    entries: (range, reverse) => merged(below, changes, range, reverse),
  }
}

function* merged(below: View, changes: Changes, range: Range, reverse: boolean): Generator<[Key, string]> {
  const precedes = (a: Key, b: Key) => (reverse ? a > b : a < b)
  const keys = [...changes.keys()]
    .filter((key) => key >= range.from && key < range.to)
    .sort((a, b) => (precedes(a, b) ? -1 : 1))
  function* upTo(limit?: Key): Generator<[Key, string]> {
    while (keys[0] !== undefined && (limit === undefined || precedes(keys[0], limit))) {
      const key = keys.shift() ?? ''
      const value = changes.get(key)
      if (value !== undefined) yield [key, value]
    }
  }
  for (const entry of below.entries(range, reverse)) {
    yield* upTo(entry[0])
    if (!changes.has(entry[0])) yield entry
  }
  yield* upTo()
}
