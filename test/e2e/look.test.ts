import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../packages/miniprogram-preview/test/support/browser'
import { faultsOn } from '../support/look'
import { start, type Running } from '../support/start'

/*
 * Every page in both themes: each text that is seen has a contrast of 4.5 at least, and what can be tapped is 44 px wide
 * and high (docs/decisions/0010).
 */

jest.setTimeout(180_000)

/** What falls short, and why it may. */
const exceptions: { what: RegExp; why: string }[] = []

const data = mkdtempSync(join(tmpdir(), 'notes-'))
let app: Running
let browser: Browser
beforeAll(async () => {
  app = await start(data)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
  rmSync(data, { recursive: true, force: true })
})

const excepted = ({ what }: { what: string }) => exceptions.some((exception) => exception.what.test(what))

async function look(page: Page, where: string): Promise<void> {
  const { texts, targets, measured } = await faultsOn(page)
  const faults = {
    texts: texts.filter((one) => !excepted(one)),
    targets: targets.filter((one) => !excepted(one)),
  }
  expect({ where, ...faults }).toEqual({ where, texts: [], targets: [] })
  expect(measured).toBeGreaterThan(1)
}

const button = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).locator('visible=true').first()
const tap = (page: Page, text: string) =>
  page.getByText(text, { exact: true }).locator('visible=true').first().click()
const shown = (page: Page, text: string) => page.getByText(text).locator('visible=true').first().waitFor()
const back = (page: Page) => page.locator('[aria-label="返回"]:visible').click()

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  let page: Page
  beforeAll(async () => {
    page = await browser.newPage({ viewport: { width: 375, height: 812 }, locale: 'zh-CN' })
    page.setDefaultTimeout(40_000)
    const person = theme === 'light' ? 'alice' : 'bob'
    await page.goto(`${app.url}/phone?phone=0&person=${person}&theme=${theme}`)
  })
  afterAll(() => page.close())

  test('the empty list', async () => {
    await shown(page, '写笔记')
    await look(page, 'empty list')
  })

  test('the editor, empty and with a text and a tag', async () => {
    await tap(page, '写笔记')
    await page.locator('textarea:visible').waitFor()
    await look(page, 'empty editor')
    await page.locator('input:visible').first().fill('茶')
    await page.locator('textarea:visible').fill('龙井二两')
    await shown(page, '已保存')
    await look(page, 'editor')
    await back(page)
  })

  test('the list, and a search that finds nothing', async () => {
    await shown(page, '龙井二两')
    await look(page, 'list')
    await page.locator('input:visible').first().fill('咖啡')
    await shown(page, '没有找到相关的笔记。')
    await look(page, 'nothing found')
  })

  test('me, and the result of the test', async () => {
    await page.getByRole('tab', { name: '我的' }).click()
    await shown(page, 'OPENID')
    await look(page, 'me')
    await tap(page, '测试身份认证')
    await shown(page, 'Authentication successful')
    await page.getByText('认证成功').last().waitFor()
    await look(page, 'me with the result')
  })

  test('my data, and the question before everything is deleted', async () => {
    await tap(page, '我的数据')
    await shown(page, '选择文件')
    await look(page, 'my data')
    await button(page, '删除全部数据').click()
    await page.locator('input:visible').waitFor()
    await look(page, 'deletion of everything')
    await back(page)
  })

  test('the empty trash', async () => {
    await tap(page, '回收站')
    await shown(page, '回收站是空的。')
    await look(page, 'empty trash')
  })
})
