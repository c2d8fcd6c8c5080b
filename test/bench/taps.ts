import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../../packages/miniprogram-preview/test/support/browser'
import { start } from '../support/start'
import { median } from './median'
import { seed } from './seed'

const rounds = 40

/** Milliseconds from the lifted finger to the frame that shows what was asked for, in the middle of many. */
export interface TapTimes {
  /** A card, to the text of its note. */
  note: number
  /** Back, to the list. */
  back: number
  /** The tab, to the identity on the page about the person. */
  me: number
}

/** What a tap takes on a phone of somebody with 100 notes. */
export async function taps(folder: string): Promise<TapTimes> {
  const data = join(folder, 'taps')
  await seed(data, 1000)
  const app = await start(data)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 375, height: 812 } })
    // tsx wraps each named function in a call of this, also those that are sent to the browser.
    await page.addInitScript('globalThis.__name = (named) => named')
    await page.goto(`${app.url}/phone?phone=0&person=bob`)
    const cards = page.locator('wx-note-card')
    await cards.first().waitFor()
    const [note, back, me]: [number[], number[], number[]] = [[], [], []]
    for (let round = 0; round < rounds; round++) {
      const card = cards.nth(round % 5)
      note.push(await timed(page, () => card.click(), 'textarea', 'Lorem ipsum'))
      back.push(
        await timed(page, () => page.locator('[aria-label="返回"]').click(), 'wx-note-card', 'Lorem ipsum'),
      )
      me.push(await timed(page, () => page.getByRole('tab').last().click(), 'wx-secret-cell', 'OPENID'))
      await page.getByRole('tab').first().click()
    }
    return { note: median(note), back: median(back), me: median(me) }
  } finally {
    await browser.close()
    await app.stop()
  }
}

/** Taps, and measures in the browser until an element with this text has been seen for a frame. */
async function timed(page: Page, tap: () => Promise<void>, selector: string, text: string): Promise<number> {
  const shown = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const isShown = () =>
          [...document.querySelectorAll(wanted.selector)].some((node) => {
            const says = node instanceof HTMLTextAreaElement ? node.value : node.textContent
            return node.checkVisibility() && says?.includes(wanted.text)
          })
        const watch = ({ timeStamp }: Event): void => {
          const look = (): void => {
            const next = isShown() ? () => resolve(performance.now() - timeStamp) : look
            requestAnimationFrame(next)
          }
          // The framework hears of the tap first.
          setTimeout(look)
        }
        addEventListener('pointerup', watch, { once: true })
      }),
    { selector, text },
  )
  await tap()
  return shown
}
