import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { launchBrowser } from '../../packages/miniprogram-preview/test/support/browser'
import { start, type Running } from './start'

/** A phone of the preview, as fingers and eyes have it. */
export type Phone = FrameLocator

export interface Desk {
  readonly app: Running
  readonly page: Page
  /** The phone that this person holds. */
  phoneOf(person: string): Phone
  /** The first phone or the second. */
  phoneAt(index: number): Phone
  /** Chooses in the menu of a phone: its holder, or its network. */
  set(index: number, choice: string): Promise<void>
  /** Opens the page in the browser again, as a phone that was switched off does. */
  reopen(): Promise<void>
  /** Ends the app as Ctrl-C does, starts it again on the same data, and opens the page. */
  restart(): Promise<void>
}

/**
 * `npm start` in this project, or in a copy of it, with a data folder of its own and a browser of this locale before it, for all
 * tests of a file. Fails on page errors.
 */
export function openDesk(project?: string, locale = 'zh-CN'): Desk {
  const data = mkdtempSync(join(tmpdir(), 'notes-'))
  const faults: string[] = []
  let app: Running
  let browser: Browser
  let page: Page

  const open = async (): Promise<void> => {
    page = await browser.newPage({ locale, viewport: { width: 1440, height: 900 } })
    // A browser on a busy machine.
    page.setDefaultTimeout(40_000)
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(app.url)
  }
  beforeAll(async () => {
    app = await start(data, project)
    browser = await launchBrowser()
    await open()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
    rmSync(data, { recursive: true, force: true })
    expect(faults).toEqual([])
  })

  return {
    get app() {
      return app
    },
    get page() {
      return page
    },
    phoneOf: (person) => page.frameLocator(`iframe[src*="person=${person}"]`),
    phoneAt: (index) => page.frameLocator('iframe').nth(index),
    async set(index, choice) {
      await page.locator('.phone').nth(index).locator('.menu summary').click()
      await page.locator('.menu[open] label', { hasText: choice }).click()
      await page.locator('.bar').click({ position: { x: 5, y: 5 } })
    },
    async reopen() {
      await page.reload()
    },
    async restart() {
      await page.close()
      expect(await app.stop()).toBe(0)
      app = await start(data, project)
      await open()
    },
  }
}

export const card = (phone: Phone, text: string) => phone.locator('wx-note-card', { hasText: text })
export const shown = (phone: Phone, text: string | RegExp) =>
  phone.getByText(text).locator('visible=true').first().waitFor()
export const body = (phone: Phone) => phone.locator('textarea:visible')
export const tab = (phone: Phone, name: string) => phone.getByRole('tab', { name }).click()
export const button = (phone: Phone, name: string) => phone.getByRole('button', { name, exact: true }).first()
export const back = (phone: Phone) =>
  phone.locator('[aria-label="返回"], [aria-label="Back"]').first().click()

/** Writes a note as a thumb would: the button, the two fields, and back once it is saved, or waits to be sent. */
export async function write(
  phone: Phone,
  title: string,
  text: string,
  { ends = '已保存' }: { ends?: string } = {},
): Promise<void> {
  await phone
    .getByText('写笔记')
    .or(phone.locator('[aria-label="写笔记"]'))
    .locator('visible=true')
    .first()
    .click()
  await phone.locator('input:visible').first().fill(title)
  await body(phone).fill(text)
  await shown(phone, ends)
  await back(phone)
  await card(phone, title).waitFor()
}
