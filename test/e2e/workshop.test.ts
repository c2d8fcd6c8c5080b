import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../packages/miniprogram-preview/test/support/browser'
import { layOut } from '../../tools/workshop/tree'
import { chapters } from '../../workshop/chapters'
import { copyProject } from '../support/project-copy'
import { unnamed, unreachedByTab } from '../support/reach'
import { launch, type Running } from '../support/start'

const faults: string[] = []
let workshop: Running
let browser: Browser
let page: Page
// Before the folder of the project is deleted, the workshop in it has to end.
afterAll(async () => {
  await browser?.close()
  await workshop?.stop()
  expect(faults).toEqual([])
})
const project = copyProject({ withLedger: true })
beforeAll(async () => {
  workshop = await launch(project, './tools/workshop/main.ts', '--port', '0')
  browser = await launchBrowser()
  page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(workshop.url)
})

const checks = (state: string) => page.locator(`#checks .${state}`)
const phone = () => page.frameLocator('#phones').frameLocator('iframe').first()

test('a learner reads in the own language, and sees both phones beside it', async () => {
  await page.getByRole('heading', { name: '小程序连上云' }).waitFor()
  await page.getByRole('img', { name: '页面发起调用' }).waitFor()
  await page.frameLocator('#phones').getByText('云函数调用').waitFor()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'A mini program meets its cloud' }).waitFor()
  await page.getByRole('img', { name: 'A page calls through WeChat' }).waitFor()
  await page.frameLocator('#phones').getByRole('heading', { name: 'Calls' }).waitFor()
  await phone().getByText('…').waitFor()
})

test('a chapter begins with reading: its checks are one line, which says how many have passed', async () => {
  await page.getByText('0 of 3 checks passed').waitFor()
  expect(await checks('failed').first().isVisible()).toBe(false)
})

test('a hint stays open while checks run, and the solution is shown as a difference', async () => {
  await page.getByText('0 of 3 checks passed').click()
  await checks('failed').nth(2).waitFor()
  await checks('failed').first().getByText('A hint').click()
  await page.getByRole('button', { name: 'Show the solution' }).click()
  await page.locator('#differences .added', { hasText: 'wx.cloud.init' }).waitFor()
  expect(await checks('failed').first().locator('details[open]').count()).toBe(1)
})

test('saving the solution turns the checks green, the phone greets, and the next chapter opens', async () => {
  const work = join(project, 'workshop/work/01-first-call')
  await layOut(chapters, '01-first-call', 'solution', `${work}-solution`)
  cpSync(`${work}-solution`, work, { recursive: true })
  await checks('passed').nth(2).waitFor()
  await page.getByText('3 of 3 checks passed').waitFor()
  await phone().getByText('Hello from the cloud').waitFor()
  await page.getByRole('button', { name: 'Next chapter', exact: true }).click()
  await page.getByRole('heading', { name: 'Who is calling?' }).waitFor()
})

test('the keyboard reaches everything, and a screen reader can name it', async () => {
  await page.getByText('0 of 5 checks passed').click()
  await checks('failed').first().waitFor()
  expect(await unreachedByTab(page)).toEqual([])
  expect(await unnamed(page)).toEqual([])
})

test('on a narrow screen nothing scrolls sideways', async () => {
  await page.setViewportSize({ width: 700, height: 900 })
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(sideways).toBe(false)
})
