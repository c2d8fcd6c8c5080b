import { intersect, rangeOf, turnRound, type Range } from './bounds'
import { branchesOf, type Branch, type Predicate } from './branches'
import { entryOrder, entryValue, primaryIndex, type Index } from './indexes'
import { after, invert, type Key } from './keys'
import type { Filter, Order } from './value'

/** A stretch of one index that holds every document of a branch. */
export interface Stretch {
  index: Index
  /** Relative to where the index begins. No range: the whole index. */
  range: Range | undefined
  reverse: boolean
  /** Reading it in this direction gives the documents in the wanted order. */
  ordered: boolean
}

/** How a query is answered: the stretches together hold every match. None: no document can match. */
export interface Plan {
  stretches: Stretch[]
  /** All stretches are ordered, so they can be merged, and reading can stop early. */
  ordered: boolean
}

/** Chooses for each branch of the filter the index that narrows it most, and of those one that gives the order. */
export function makePlan(filter: Filter, order: Order, indexes: Index[]): Plan {
  const stretches = branchesOf(filter).map((branch) =>
    [primaryIndex, ...indexes]
      .map((index) => consider(index, branch, order))
      .reduce((best, candidate) => (candidate.score > best.score ? candidate : best)),
  )
  // One branch that must see all documents sees those of the other branches too.
  const scan = stretches.find(({ score }) => score === 0)
  const chosen = scan ? [scan] : distinct(stretches)
  return { stretches: chosen, ordered: chosen.every(({ ordered }) => ordered) }
}

type Candidate = Stretch & { score: number }

/**
 * Follows the index field by field: as long as a field is fixed to one value it becomes part of what all entries begin
 * with; the first one that is not ends it, with a range if there is one. What is left of the order must then
 * be the index's own.
 */
function consider(index: Index, branch: Branch, order: Order): Candidate {
  const fields = entryOrder(index)
  let shared: Key = ''
  let fixed = 0
  let range: Range | undefined
  for (const [field, direction] of fields) {
    const predicates = branch.filter((predicate) => predicate.field === field)
    const equality = predicates.find(({ operator }) => operator === '$eq')
    if (!equality) {
      const part = rangeWithin(index, predicates)
      const turned = part && direction === -1 ? turnRound(part) : part
      range = turned && { from: shared + turned.from, to: shared + turned.to }
      break
    }
    const { key } = entryValue(index, field, equality.value)
    shared += direction === 1 ? key : invert(key)
    fixed++
  }
  const known = fields.slice(0, fixed).map(([field]) => field)
  const wanted = order.filter(([field]) => !known.includes(field))
  const direction = index.multikey || index.cut ? undefined : directionOf(wanted, fields.slice(fixed))
  const one = index.unique && fixed >= index.keys.length
  const narrowed = fixed > 0 || range !== undefined
  // Reading in order lets a page stop early; without anything to narrow it down, that may still be far.
  const inOrder = wanted.length > 0 && direction !== undefined
  return {
    index,
    range: range ?? (shared === '' ? undefined : { from: shared, to: after(shared) }),
    reverse: direction === -1,
    ordered: order.length === 0 || direction !== undefined,
    score: (one ? 100 : 0) + fixed * 10 + (range ? 5 : 0) + (inOrder ? (narrowed ? 6 : 1) : 0),
  }
}

/** Where a document has several entries, different ones may fulfil different predicates: only one of these may narrow. */
function rangeWithin(index: Index, predicates: Predicate[]): Range | undefined {
  const ranges = predicates.map((predicate) => rangeOf(predicate, index))
  return index.multikey || ranges.length < 2 ? ranges[0] : ranges.reduce(intersect)
}

/** The direction in which reading `fields` gives the order `wanted`; none when it does not. */
function directionOf(wanted: Order, fields: Order): 1 | -1 | undefined {
  const directions = wanted.map(([field, direction], at) => {
    const own = fields[at]
    return own && own[0] === field ? direction * own[1] : 0
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

/** The indexes a plan reads, as the trace shows them: `scan` stands for going through all documents. */
export function describe({ stretches }: Plan): string {
  const names = stretches.map(({ index, range }) => (index === primaryIndex && !range ? 'scan' : index.name))
  return [...new Set(names)].join(',')
}
