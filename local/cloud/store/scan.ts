import { encode, after, layout, type Key } from './keys'
import { primaryIndex } from './indexes'
import { load } from './ejson'
import { sortKey } from './order'
import type { Plan, Stretch } from './plan'
import type { Document, Order } from './value'
import type { View } from './view'

interface Search {
  view: View
  collection: string
  plan: Plan
  order: Order
  matches: (document: Document) => boolean
  /** Called for each document that is read. */
  examine: () => void
}

/** The matching documents, each once, in the wanted order. With an ordered plan none is read before it is asked for. */
export function* search(request: Search): Generator<Document> {
  const { plan, order } = request
  const sources = plan.stretches.map((stretch) => matchesIn(stretch, request))
  if (plan.ordered) return yield* once(merge(sources, order), plan)
  const found = [...once(merge(sources, []), plan)].map((document) => ({
    document,
    key: sortKey(document, order),
  }))
  found.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  for (const { document } of found) yield document
}

function* matchesIn({ index, range, reverse }: Stretch, request: Search): Generator<Document> {
  const { view, collection, matches, examine } = request
  const documents = layout.documents(collection)
  const base = index === primaryIndex ? documents : layout.index(collection, index.name)
  const part = range ? { from: base + range.from, to: base + range.to } : { from: base, to: after(base) }
  for (const [, value] of view.entries(part, reverse)) {
    const text = index === primaryIndex ? value : view.get(documents + value)
    if (text === undefined)
      throw new Error(`Index ${index.name} of ${collection} names a document that is gone`)
    examine()
    const document = load(text)
    if (matches(document)) yield document
  }
}

/** Sources that are each in order become one that is: the way MongoDB merges the branches of an $or. */
function* merge(sources: Generator<Document>[], order: Order): Generator<Document> {
  const [only, ...others] = sources
  if (only && others.length === 0) return yield* only
  const heads: { source: Generator<Document>; document: Document; key: Key }[] = []
  const advance = (source: Generator<Document>) => {
    const { done, value } = source.next()
    if (!done) heads.push({ source, document: value, key: sortKey(value, order) })
  }
  sources.forEach(advance)
  while (heads.length > 0) {
    const first = heads.reduce((least, head) => (head.key < least.key ? head : least))
    heads.splice(heads.indexOf(first), 1)
    yield first.document
    advance(first.source)
  }
}

/** Leaves out documents that were met before: in another branch, or by another of their entries. */
function* once(documents: Generator<Document>, { stretches }: Plan): Generator<Document> {
  if (stretches.length === 1 && !stretches[0]?.index.multikey) return yield* documents
  const met = new Set<Key>()
  for (const document of documents) {
    const key = encode(document._id)
    if (met.has(key)) continue
    met.add(key)
    yield document
  }
}
