import { resolve } from 'node:path'
import { loadEnvironment } from 'cloudbase-local'
import { builtIndex } from '../../packages/cloudbase-local/src/store/collection'
import { makePlan, type Stretch } from '../../packages/cloudbase-local/src/store/plan'
import type { Filter, Order } from '../../packages/cloudbase-local/src/store/value'
import { startCloud } from '../support/cloud'
import { accountOn, notesOn } from '../support/notes'

const cloud = startCloud()
const { collections } = loadEnvironment(resolve(__dirname, '../../cloudbase'))
const indexes = (collections['notes']?.indexes ?? []).flatMap(builtIndex).map((index) => ({
  ...index,
  // One note has many tags.
  lists: index.keys.flatMap(([field]) => (field === 'tagKeys' ? [field] : [])),
  cut: false,
}))

/** What a request asks the database to find. */
interface Search {
  filter: Filter
  order: Order
}

/** Every kind of search that the functions make, by people with a UNIONID and without, and by the timer. */
async function searches(): Promise<Search[]> {
  for (const person of ['alice', 'bob']) {
    const [notes, account] = [notesOn(cloud.as(person)), accountOn(cloud.as(person))]
    for (let i = 0; i < 3; i++) await notes.write(`row ${i}`, { tags: ['tag'] })
    const { nextCursor } = await notes.get('list', { limit: 2 })
    await notes.get('list', { cursor: nextCursor ?? '' })
    await notes.get('list', { tag: 'tag' })
    await notes.get('trash', {})
    await account.get('export', {})
    await account.get('erase', { confirm: 'erase everything' })
  }
  await cloud.as('timer').call('purge', {})
  return cloud.trace.requests.flatMap(({ query, order = [] }) =>
    query === undefined ? [] : [JSON.parse(JSON.stringify({ filter: query, order }))],
  )
}

/** How many characters the keys of a stretch have in common: the more, the fewer documents are read. */
function narrowness({ range }: Stretch): number {
  if (!range) return 0
  const end = [...range.from].findIndex((character, at) => character !== range.to[at])
  return end < 0 ? range.from.length : end
}

/** How good the best plan for a search is with these indexes: in order or not, and how narrow. */
function quality({ filter, order }: Search, available: typeof indexes): [ordered: number, narrow: number] {
  const { ordered, stretches } = makePlan(filter, order, available)
  return [Number(ordered), stretches.reduce((sum, stretch) => sum + narrowness(stretch), 0)]
}

test('each declared index is needed: without it some search is slower or comes out of order', async () => {
  const all = await searches()
  const needless = indexes.filter((index) => {
    const others = indexes.filter((other) => other !== index)
    return all.every((search) => {
      const [ordered, narrow] = quality(search, indexes)
      const [orderedWithout, narrowWithout] = quality(search, others)
      return orderedWithout >= ordered && narrowWithout >= narrow
    })
  })
  expect(indexes.length).toBeGreaterThan(5)
  expect(needless.map(({ name }) => name)).toEqual([])
})
