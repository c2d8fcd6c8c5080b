import { statSync } from 'node:fs'
import { join } from 'node:path'
import { median } from './median'
import { personLimit, seed } from './seed'
import { serve, type Served } from './serve'

const rounds = 100
const pageSize = 10

/** What one collection takes, by how many notes are in it. */
export interface ListTimes {
  notes: number
  /** Median milliseconds over HTTP of a page from the middle of the list, of one that has a word, and of one with a tag. */
  list: number
  search: number
  tag: number
  /** Seconds until the notes and their indexes were there. */
  fill: number
  /** The same in processor time, which does not count waiting for others. */
  fillCpu: number
  /** Memory of the serving process in MB, its function processes not counted. */
  memory: number
  /** Kilobytes on disk for each note, with its indexes. */
  disk: number
}

/** One person's pages in collections of these sizes. Each round asks each of them, so that noise hits all alike. */
export async function listTimes(folder: string, sizes: number[]): Promise<ListTimes[]> {
  const filled = []
  for (const notes of sizes) {
    console.error(`filling in ${notes} notes …`)
    const data = join(folder, `lists-${notes}`)
    const [startMs, startCpu] = [performance.now(), process.cpuUsage()]
    await seed(data, notes, { bobs: Math.max(10, notes / personLimit) })
    const fill = (performance.now() - startMs) / 1000
    const { user, system } = process.cpuUsage(startCpu)
    const fillCpu = (user + system) / 1_000_000
    const disk = statSync(join(data, 'data.mdb')).size / notes / 1000
    const cloud = await serve(data)
    filled.push({ notes, fill, fillCpu, disk, cloud, pages: await pagesOf(cloud) })
  }
  const times = filled.map(() => ({ list: Array<number>(), search: Array<number>(), tag: Array<number>() }))
  for (let round = 0; round < rounds; round++)
    for (const kind of ['list', 'search', 'tag'] as const)
      for (const [i, { pages }] of filled.entries()) {
        const startMs = performance.now()
        await pages[kind]()
        times[i]?.[kind].push(performance.now() - startMs)
      }
  const found = filled.map(({ notes, fill, fillCpu, disk, cloud }, i) => ({
    notes,
    fill,
    fillCpu,
    disk,
    memory: cloud.memory(),
    list: median(times[i]?.list ?? []),
    search: median(times[i]?.search ?? []),
    tag: median(times[i]?.tag ?? []),
  }))
  for (const { cloud } of filled) await cloud.stop()
  return found
}

/** Each page as a call that has been made once. */
async function pagesOf(cloud: Served) {
  const page = async (input: object) => {
    const { result } = await cloud.call('notes', { action: 'list', input: { limit: pageSize, ...input } })
    if (!result?.ok) throw new Error(`No page: ${JSON.stringify(result)}`)
    return result.data?.['nextCursor']
  }
  let cursor = await page({})
  for (let turned = 0; turned < 2; turned++) cursor = await page({ cursor })
  const pages = {
    list: () => page({ cursor }),
    search: () => page({ words: 'consetetur', cursor }),
    tag: () => page({ tag: 'work' }),
  }
  for (const ask of Object.values(pages)) await ask()
  return pages
}
