import type { Predicate } from './branches'
import { entryValue, type Index } from './indexes'
import { after, encode, invert, type Key } from './keys'

/** The keys from `from` up to, not including, `to`. */
export interface Range {
  from: Key
  to: Key
}

/** The part of one field's values, as the index holds them, in which the predicate can be fulfilled. */
export function rangeOf({ field, operator, value }: Predicate, index: Index): Range {
  const { key, cut } = entryValue(index, field, value)
  const type = encode(value).charAt(0)
  switch (operator) {
    case '$eq':
      return { from: key, to: after(key) }
    // Values that are cut alike may lie on either side of the bound.
    case '$lt':
      return { from: type, to: cut ? after(key) : key }
    case '$lte':
      return { from: type, to: after(key) }
    case '$gt':
      return { from: cut ? key : after(key), to: after(type) }
    case '$gte':
      return { from: key, to: after(type) }
  }
}

export function intersect(a: Range, b: Range): Range {
  return { from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to }
}

/** The same values in a field that the index holds in descending order. */
export function turnRound({ from, to }: Range): Range {
  return { from: after(invert(to)), to: after(invert(from)) }
}
