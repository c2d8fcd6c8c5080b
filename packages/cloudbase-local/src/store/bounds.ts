import type { Predicate } from './branches'
import { entryValue, type Index } from './indexes'
import { after, encode, invert, type Range } from './keys'

/** Gives the range of index keys of one field in which documents that fulfil the predicate can lie. */
export function rangeOf({ field, operator, value }: Predicate, index: Index): Range {
  const { key, cut } = entryValue(index, field, value)
  const type = encode(value).charAt(0)
  switch (operator) {
    case '$eq':
      return { from: key, to: after(key) }
    // Long values are cut off in the index. Values with the same beginning can then lie on either side of the bound.
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

/** Gives the keys that lie in both ranges. */
export function intersect(a: Range, b: Range): Range {
  return { from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to }
}

/** Gives the range of the same values in an index that holds the field in descending order. */
export function invertRange({ from, to }: Range): Range {
  return { from: after(invert(to)), to: after(invert(from)) }
}
