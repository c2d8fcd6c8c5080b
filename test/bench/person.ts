import { join } from 'node:path'
import { seed } from './seed'
import { serve, type Served } from './serve'

const count = 10_000
const page = 20

export interface PersonTimes {
  /** Milliseconds of one page of a search that finds next to nothing, so that all of the person's notes are read. */
  rareWord: number
  /** The same for a word that every note has. */
  commonWord: number
  /** The same for a tag that one note in a hundred has. */
  tag: number
  /** Seconds until everything was exported, and how many notes that gave. */
  export: number
  exported: number
  /** Seconds until the timer had purged everything, and how many runs it took. */
  purge: number
  runs: number
}

/** What one person with 10,000 notes waits for. */
export async function onePerson(folder: string): Promise<PersonTimes> {
  const live = join(folder, 'person')
  await seed(live, count, { bobs: 1 })
  const cloud = await serve(live)
  const search = (input: object) =>
    median(15, () => cloud.call('notes', { action: 'list', input: { ...input, limit: page } }))
  await search({})
  const [rareWord, commonWord, tag] = [
    await search({ words: '9876 ipsum' }),
    await search({ words: 'LOREM' }),
    await search({ tag: 'ＷＯＲＫ' }),
  ]
  const [exportTime, exported] = await exportAll(cloud)
  await cloud.stop()

  const trash = join(folder, 'trash')
  await seed(trash, count, { bobs: 1, deletedAt: Date.now() - 40 * 24 * 3600_000 })
  const purging = await serve(trash)
  const [purge, runs] = await purgeAll(purging)
  await purging.stop()
  return { rareWord, commonWord, tag, export: exportTime, exported, purge, runs }
}

async function median(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[rounds >> 1] ?? NaN
}

async function exportAll(cloud: Served): Promise<[seconds: number, notes: number]> {
  const started = performance.now()
  let notes = 0
  let cursor: unknown
  do {
    const input = cursor === undefined ? {} : { cursor }
    const { result } = await cloud.call('account', { action: 'export', input })
    if (!Array.isArray(result?.data?.['documents'])) throw new Error(`No page: ${JSON.stringify(result)}`)
    notes += result.data['documents'].length
    cursor = result.data['nextCursor']
  } while (cursor)
  return [(performance.now() - started) / 1000, notes]
}

async function purgeAll(cloud: Served): Promise<[seconds: number, runs: number]> {
  const started = performance.now()
  const left = async () => {
    const { result } = await cloud.call('account', { action: 'usage', input: {} })
    return Number(Object(result?.data?.['notes']).count)
  }
  let runs = 0
  while ((await left()) > 0) {
    await cloud.call('purge', {}, 'timer')
    runs++
  }
  return [(performance.now() - started) / 1000, runs]
}
