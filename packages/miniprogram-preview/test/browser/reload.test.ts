import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { previewOf } from '../support/preview'

// A browser can be slow on a busy machine.
jest.setTimeout(120_000)

const dir = mkdtempSync(join(tmpdir(), 'preview-'))
cpSync(join(__dirname, '../app'), dir, { recursive: true })
const preview = previewOf(dir)
let page: Page

beforeAll(async () => {
  page = await preview.browser.newPage({ viewport: { width: 375, height: 720 } })
  await page.goto(`${preview.url}/phone?person=alice`)
  await page.getByText('meta a').click()
  await page.getByText('Save').waitFor()
})
afterAll(() => rmSync(dir, { recursive: true }))

function change(file: string, from: string, to: string): void {
  const path = join(dir, file)
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
}

test('a changed template reloads the page, and the same pages are open', async () => {
  change('pages/edit/edit.wxml', '>Save<', '>Keep<')
  await page.getByText('Keep').waitFor()
  await page.getByLabel('返回').click()
  await page.getByText('meta b').waitFor()
  await page.getByText('meta a').click()
})

test('a changed stylesheet leaves the page as it is', async () => {
  await page.locator('wx-textarea textarea').fill('still here')
  change('pages/edit/edit.wxss', 'rgb(230, 240, 250)', 'rgb(1, 1, 1)')
  await page.waitForFunction(() => {
    const front = document.querySelector('.webview:not([hidden]) > wx-page')
    return front && getComputedStyle(front).backgroundColor === 'rgb(1, 1, 1)'
  })
  expect(await page.locator('wx-textarea textarea').inputValue()).toBe('still here')
})

test('a mistake is shown with its place in the page and in the terminal, and its correction brings the page back', async () => {
  change('pages/edit/edit.wxml', '</form>', '</from>')
  const alert = page.getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toMatch(/pages\/edit\/edit\.wxml:\d+/)
  expect(preview.lines).toContainEqual(expect.stringMatching(/^pages\/edit\/edit\.wxml:\d+/))
  let reloads = 0
  page.on('framenavigated', () => reloads++)
  await page.waitForTimeout(1200)
  expect(reloads).toBe(0)
  change('pages/edit/edit.wxml', '</from>', '</form>')
  await page.getByText('Keep').waitFor()
  expect(await alert.count()).toBe(0)
})

test('pages that are no longer in the app do not keep it from opening', async () => {
  await page.goto(`${preview.url}/phone?person=bob#pages/gone/gone|pages/edit/edit?id=a`)
  await page.getByText(/^(Save|Keep)$/).waitFor()
  await page.goto(`${preview.url}/phone?person=carol#pages/gone/gone`)
  await page.getByText('meta b').waitFor()
})
