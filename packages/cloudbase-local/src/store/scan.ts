import { after, layout, type Key } from './keys'
import { naturalOrder, primaryIndex, type Index } from './indexes'
import { load } from './ejson'
import { sorted, sortKey } from './order'
import type { Plan, Stretch } from './plan'
import type { Document, Order } from './value'
import type { View } from './view'

interface Search {
  view: View
  collection: string
  plan: Plan
  order: Order
  matches: (document: Document) => boolean
  /** Called once for each document that is read, even if several stretches or entries lead to it. */
  examine: () => void
}

/**
 * Gives each matching document once, sorted by `order`. With an ordered plan, documents are read one by one on demand.
 */
export function* search(request: Search): Generator<Document> {
  const { plan, order } = request
  const seenIds = new Set<Key>()
  const sources = plan.stretches.map((stretch) => matchesIn(stretch, request, seenIds))
  if (plan.ordered) yield* merge(sources, order)
  else yield* sorted(merge(sources, []), order)
}

/** Gives the matches of one stretch. Skips documents that another stretch or another entry has already found. */
function* matchesIn(
  { index, range, reverse }: Stretch,
  request: Search,
  seenIds: Set<Key>,
): Generator<Document> {
  const { view, collection, matches, examine } = request
  const documents = layout.documents(collection)
  const base = startOf(index, collection)
  const keyRange = range ? { from: base + range.from, to: base + range.to } : { from: base, to: after(base) }
  for (const [key, value] of view.entries(keyRange, reverse)) {
    const id = index === primaryIndex ? key.slice(documents.length) : value
    if (seenIds.has(id)) continue
    seenIds.add(id)
    const text = index === primaryIndex ? value : view.get(documents + id)
    if (text === undefined)
      throw new Error(`Index ${index.name} of ${collection} names a document that is gone`)
    examine()
    const document = load(text)
    if (matches(document)) yield document
  }
}

function startOf(index: Index, collection: string): Key {
  if (index === primaryIndex) return layout.documents(collection)
  return index === naturalOrder ? layout.places(collection) : layout.index(collection, index.name)
}

/** Merges ordered sources into one ordered source, as MongoDB merges the branches of an $or. Without an order they follow one another. */
function* merge(sources: Generator<Document>[], order: Order): Generator<Document> {
  if (order.length === 0 || sources.length === 1) {
    for (const source of sources) yield* source
    return
  }
  const heads: { source: Generator<Document>; document: Document; key: Key }[] = []
  const advance = (source: Generator<Document>) => {
    const { done, value } = source.next()
    if (!done) heads.push({ source, document: value, key: sortKey(value, order) })
  }
  try {
    sources.forEach(advance)
    while (heads.length > 0) {
      const first = heads.reduce((least, head) => (head.key < least.key ? head : least))
      heads.splice(heads.indexOf(first), 1)
      yield first.document
      advance(first.source)
    }
  } finally {
    // Whoever has enough stops here. A source that is not ended keeps its state of the database open for ever.
    for (const source of sources) source.return(undefined)
  }
}
