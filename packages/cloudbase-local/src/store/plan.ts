import { intersect, rangeOf, invertRange } from './bounds'
import type { Range } from './keys'
import { branchesOf, type Branch, type Predicate } from './branches'
import { entryValue, holdsId, naturalOrder, primaryIndex, type Index } from './indexes'
import { after, invert, type Key } from './keys'
import type { Filter, Order } from './value'

/** A part of one index that contains every document of a branch. */
export interface Stretch {
  index: Index
  /** Relative to the key at which the index begins; undefined for the whole index. */
  range: Range | undefined
  reverse: boolean
  /** Whether reading this part gives the documents in the query's order. */
  ordered: boolean
}

/** How a query is answered: the stretches together contain every match. Without stretches no document can match. */
export interface Plan {
  stretches: Stretch[]
  /** Whether all stretches are ordered. They can then be merged as they are read, and reading can stop early. */
  ordered: boolean
}

/** Chooses an index for each branch of the filter: the one that reads the fewest documents, preferably in order. */
export function makePlan(filter: Filter, order: Order, indexes: Index[]): Plan {
  const stretches = branchesOf(filter).map((branch) =>
    [primaryIndex, ...indexes]
      .map((index) => consider(index, branch, order))
      .reduce((best, candidate) => (candidate.score > best.score ? candidate : best)),
  )
  // If one branch must read all documents, it also finds those of the other branches.
  const isScan = stretches.some(({ score }) => score === 0)
  const chosen = isScan ? [wholeInNaturalOrder(order)] : distinct(stretches)
  return { stretches: chosen, ordered: chosen.every(({ ordered }) => ordered) }
}

const wholeInNaturalOrder = (order: Order): Stretch => ({
  index: naturalOrder,
  range: undefined,
  reverse: false,
  ordered: order.length === 0,
})

type Candidate = Stretch & { score: number }

/**
 * Rates an index for a branch. Fields that must equal one value form the common prefix of the entries to read; the
 * first other field can add a range and ends the prefix. The entries come in order if the remaining fields of the
 * query's order are the next fields of the index.
 */
function consider(index: Index, branch: Branch, order: Order): Candidate {
  const fields = index.keys
  let prefix: Key = ''
  let fixedCount = 0
  let range: Range | undefined
  for (const [field, direction] of fields) {
    const predicates = branch.filter((predicate) => predicate.field === field)
    const equality = predicates.find(({ operator }) => operator === '$eq')
    if (!equality) {
      const fieldRange = rangeWithin(index, predicates)
      const keyRange = fieldRange && direction === -1 ? invertRange(fieldRange) : fieldRange
      range = keyRange && { from: prefix + keyRange.from, to: prefix + keyRange.to }
      break
    }
    const { key } = entryValue(index, field, equality.value)
    prefix += direction === 1 ? key : invert(key)
    fixedCount++
  }
  const fixedFields = fields.slice(0, fixedCount).map(([field]) => field)
  const remainingOrder = order.filter(([field]) => !fixedFields.includes(field))
  const remainingFields = fields.slice(fixedCount)
  // Of one value of a list a document has one entry, so what comes behind that is in order. A list itself never is.
  const isDisordered =
    index.cut || [...order, ...remainingFields].some(([field]) => index.lists.includes(field))
  const direction = isDisordered ? undefined : directionOf(remainingOrder, remainingFields)
  // The _id is unique, and so is each entry that holds it. With more fields fixed, fewer documents are read in vain.
  const isSingle = (index.unique || holdsId(index)) && fixedCount >= index.keys.length
  const isNarrowed = fixedCount > 0 || range !== undefined
  // Reading in order can stop early. Without a prefix or range it may still read a lot, so it is worth less then.
  const inOrder = remainingOrder.length > 0 && direction !== undefined
  return {
    index,
    range: range ?? (prefix === '' ? undefined : { from: prefix, to: after(prefix) }),
    reverse: direction === -1,
    ordered: order.length === 0 || direction !== undefined,
    score: (isSingle ? 100 : 0) + fixedCount * 10 + (range ? 5 : 0) + (inOrder ? (isNarrowed ? 6 : 1) : 0),
  }
}

/** If documents have several entries, each predicate may match a different one, so only one predicate can be used. */
function rangeWithin(index: Index, predicates: Predicate[]): Range | undefined {
  const ranges = predicates.map((predicate) => rangeOf(predicate, index))
  const isList = predicates.some(({ field }) => index.lists.includes(field))
  return isList || ranges.length < 2 ? ranges[0] : ranges.reduce(intersect)
}

/** Gives the direction in which an index on `fields` gives `order`; undefined when neither direction does. */
function directionOf(order: Order, fields: Order): 1 | -1 | undefined {
  const directions = order.map(([field, direction], at) => {
    const indexField = fields[at]
    return indexField && indexField[0] === field ? direction * indexField[1] : 0
  })
  if (directions.every((direction) => direction === 1)) return 1
  return directions.every((direction) => direction === -1) ? -1 : undefined
}

function distinct(stretches: Stretch[]): Stretch[] {
  const byPlace = stretches.map(
    (stretch) => [`${stretch.index.name} ${stretch.range?.from} ${stretch.range?.to}`, stretch] as const,
  )
  return [...new Map(byPlace).values()]
}

/** Gives the names of the indexes that a plan reads, for the trace. `scan` means that it reads all documents. */
export function describe({ stretches }: Plan): string {
  const names = stretches.map(({ index, range }) =>
    index === naturalOrder || (index === primaryIndex && !range) ? 'scan' : index.name,
  )
  return [...new Set(names)].join(',')
}
