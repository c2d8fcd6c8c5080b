import { join } from 'node:path'
import type { CDPSession, FrameLocator, Page } from 'playwright-core'
import type { Data } from '../../shared/contract'
import type { Contracts } from '../../shared/contracts'
import { append, blockOf, itemsOf, put } from '../../miniprogram/common/list/blocks'
import { difference, draw } from '../../miniprogram/common/list/drawing'
import { cardOf } from '../../miniprogram/components/note-card/card'
import { noteOrder } from '../../miniprogram/pages/notes/order'
import { launchBrowser } from '../../packages/miniprogram-preview/test/support/browser'
import { start } from '../support/start'
import { median } from './median'
import { seed } from './seed'
import { serve } from './serve'

const count = 3000
const scrolled = 2000

export interface PhoneTimes {
  /** Milliseconds from opening the page in the browser to the first card: from what the phone kept, and from the cloud. */
  cached: number
  cloud: number
  /** Megabytes of JavaScript heap of both phones, and elements in Bob's: with one page, and after 2,000 rows. */
  before: { heap: number; elements: number }
  after: { heap: number; elements: number }
}

/** What Bob, who has 3,000 notes, sees of it on his phone. */
export async function onePhone(folder: string): Promise<PhoneTimes> {
  const data = join(folder, 'phone')
  await seed(data, count, { bobs: 1 })
  const app = await start(data)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const bob = page.frameLocator('iframe[src*="person=bob"]')
    const first = () => bob.locator('wx-note-card').first().waitFor()
    await page.goto(app.url)
    await first()
    const cached: number[] = []
    const cloud: number[] = []
    // By turns, so that noise hits both alike.
    for (let round = 0; round < 5; round++) {
      cached.push(await opened(page, first))
      await page.evaluate(() => localStorage.clear())
      cloud.push(await opened(page, first))
    }
    const session = await page.context().newCDPSession(page)
    const before = await weigh(session, bob)
    await scroll(page, bob)
    const after = await weigh(session, bob)
    return { cached: median(cached), cloud: median(cloud), before, after }
  } finally {
    await browser.close()
    await app.stop()
  }
}

async function opened(page: Page, first: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await page.reload({ waitUntil: 'commit' })
  await first()
  return performance.now() - started
}

async function scroll(page: Page, bob: FrameLocator): Promise<void> {
  await bob.locator('wx-note-card').first().hover()
  for (let pages = 1; pages * 20 < scrolled; pages++)
    for (let tries = 0; (await bob.locator('.block').count()) <= pages; tries++) {
      if (tries === 200) throw new Error(`Page ${pages} of the list does not come.`)
      await page.mouse.wheel(0, 3000)
      await page.waitForTimeout(50)
    }
}

async function weigh(session: CDPSession, bob: FrameLocator): Promise<{ heap: number; elements: number }> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return { heap: usedSize / 1_000_000, elements: await bob.locator('*').count() }
}

export interface Patches {
  /** Bytes that setData sends for the first page, for 20 rows more, and for one row that was edited. */
  first: number
  more: number
  edited: number
}

/** What the list's setData sends, by its own code, for notes that the cloud gave. */
export async function patches(folder: string): Promise<Patches> {
  const served = await serve(join(folder, 'phone'))
  const page = async (cursor?: string) => {
    const { result } = await served.call('notes', { action: 'list', input: { ...(cursor && { cursor }) } })
    if (!isPage(result?.data)) throw new Error(`No page: ${JSON.stringify(result)}`)
    const { notes, nextCursor } = result.data
    return { items: notes, nextCursor }
  }
  const one = await page()
  const two = await page(one.nextCursor ?? '')
  await served.stop()

  const blocks = [blockOf(one)]
  const drawn = () => draw(blocks, (note) => ({ ...cardOf(note, 'yesterday'), heading: '' }))
  const bytes = (from: ReturnType<typeof drawn>) =>
    Buffer.byteLength(JSON.stringify(difference(from, drawn())))
  const first = bytes([])
  const firstDrawn = drawn()
  append(blocks, two)
  const more = bytes(firstDrawn)
  const bothDrawn = drawn()
  const [note] = itemsOf(blocks)
  if (note) put(blocks, { ...note, title: `${note.title}, edited` }, noteOrder)
  return { first, more, edited: bytes(bothDrawn) }
}

const isPage = (data: object | undefined): data is Data<Contracts['notes']['list']> =>
  data !== undefined && 'notes' in data
