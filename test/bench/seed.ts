import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { loadEnvironment, loadPeople } from 'cloudbase-local'
import { Store } from '../../packages/cloudbase-local/src/store/store'

const root = join(__dirname, '../..')
const owner = loadPeople(join(root, 'tools/people.json'))['bob']

/** Notes a commit: each commit writes the pages of the indexes that its notes fall into, anywhere in them. */
const batch = 5000

/** How many notes one person may have. */
export const personLimit = 10_000

interface Seed {
  /** Every how many notes is Bob's; the others belong to 900 people. */
  bobs?: number
  /** When all were moved to the trash, in epoch milliseconds; null for live ones. */
  deletedAt?: number | null
}

/** Fills a data folder with `count` notes of about 500 bytes. */
export async function seed(
  data: string,
  count: number,
  { bobs = 10, deletedAt = null }: Seed = {},
): Promise<void> {
  const { collections } = loadEnvironment(join(root, 'cloudbase'))
  const store = Store.open(data, { ...collections, notes: { indexes: [] } })
  const start = Date.UTC(2026, 0, 1)
  for (let from = 0; from < count; from += batch) {
    const notes = Array.from({ length: Math.min(batch, count - from) }, (_, i) => ({
      ...note(from + i, start + (((from + i) * 7919) % count) * 1000, bobs),
      deletedAt,
    }))
    store.insert('notes', notes)
  }
  await store.close()
  // Its indexes are built at once, each in the order of its keys.
  await Store.open(data, collections).close()
}

/** Ids ascend, so that they are written in the order of their keys; times do not, as ids of the app follow from no time. */
function note(i: number, time: number, bobs: number) {
  const openid = i % bobs === 0 ? owner?.openid : `oBENCH${String(i % 900).padStart(22, '0')}`
  return {
    _id: i.toString(16).padStart(8, '0') + randomBytes(12).toString('hex'),
    _openid: openid,
    appid: owner?.appid,
    title: `Note ${i}`,
    body: 'Lorem ipsum dolor sit amet, consetetur. '.repeat(5),
    excerpt: 'Lorem ipsum dolor sit amet, consetetur. '.repeat(3).trim(),
    tags: i % 100 === 0 ? ['Work'] : [],
    tagKeys: i % 100 === 0 ? ['work'] : [],
    titleSize: `Note ${i}`.length,
    bodySize: 200,
    pinned: i % 5000 === 0,
    rev: 1,
    createdAt: time,
    updatedAt: time,
  }
}
