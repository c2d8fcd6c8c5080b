import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { en } from '../../miniprogram/i18n/en'
import { zhCN } from '../../miniprogram/i18n/zh-CN'
import { launchBrowser } from '../../packages/miniprogram-preview/test/support/browser'
import { faultsOn, setTextSize } from '../support/look'
import { start, type Running } from '../support/start'

/*
 * Every page in both themes and both languages, at the standard text size and the largest: each text that is seen has a
 * contrast of 4.5 at least, what can be tapped is 44 px wide and high, no button wraps, and nothing reaches beyond the side
 * (docs/decisions/0010).
 */

jest.setTimeout(180_000)

/** What falls short, and why it may. */
const exceptions: { what: RegExp; why: string }[] = [
  { what: /action.* "Delete for good"/, why: 'beside a card there is room for two short lines' },
  { what: /link "https:/, why: 'a link in a text is as high as its line (WCAG 2.5.8 excepts it)' },
]

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

/** What a test has found so far: a walk goes on, so that each page is looked at. */
const found: object[] = []
afterEach(() => expect(found.splice(0)).toEqual([]))

/** What is paler for a moment: what a finger presses, and a list while a search is on its way. */
const passing = '[class*=pressed], .outdated'

/** Looks at what is shown, at both text sizes. */
async function look(page: Page, where: string): Promise<void> {
  await page.locator(passing).locator('visible=true').first().waitFor({ state: 'detached' })
  for (const px of [22, 16]) {
    await setTextSize(page, px)
    const { measured, ...kinds } = await faultsOn(page)
    for (const [kind, faults] of Object.entries(kinds))
      for (const fault of faults) if (!excepted(fault)) found.push({ where, px, kind, ...fault })
    expect(measured).toBeGreaterThan(1)
  }
}

interface Answered {
  result: { data: { note: { id: string; rev: number }; notes: { id: string; rev: number; title: string }[] } }
}

/** Calls the function `notes` for a person, as another phone of theirs does. */
async function elsewhere(person: string, action: string, input: object): Promise<Answered['result']['data']> {
  const body = JSON.stringify({ action, input })
  const headers = { 'x-local-person': person }
  const response = await fetch(`${app.url}/call/notes`, { method: 'POST', headers, body })
  return ((await response.json()) as Answered).result.data
}

const walks = [
  { theme: 'light', language: 'zh_CN', person: 'alice', t: zhCN },
  { theme: 'dark', language: 'en', person: 'bob', t: en },
] as const

describe.each(walks)('in the $theme theme, in $language', ({ theme, language, person, t }) => {
  let page: Page
  beforeAll(async () => {
    page = await browser.newPage({ viewport: { width: 375, height: 812 } })
    page.setDefaultTimeout(40_000)
    await page.goto(`${app.url}/phone?phone=0&person=${person}&theme=${theme}&language=${language}`)
  })
  afterAll(() => page.close())

  const seen = (selector: string) => page.locator(selector).locator('visible=true').first()
  const button = (name: string) =>
    page.getByRole('button', { name, exact: true }).locator('visible=true').first()
  const tap = (text: string) => page.getByText(text, { exact: true }).locator('visible=true').first().click()
  const shown = (text: string) => page.getByText(text).locator('visible=true').first().waitFor()
  const card = (text: string) =>
    page.locator('wx-note-card', { hasText: text }).locator('visible=true').first()
  const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click()
  const back = () => seen('[aria-label="返回"], [aria-label="Back"]').click()
  const network = (name: string) =>
    page.evaluate((network) => window.postMessage({ network }, location.origin), name)

  test('the empty list', async () => {
    await shown(t.emptyNotes.split('\n')[0] ?? '')
    await look(page, 'empty list')
  })

  test('the editor: empty, with a text and a tag', async () => {
    await tap(t.writeNote)
    await seen('textarea').waitFor()
    await look(page, 'empty editor')
    await seen('input').fill('Oolong')
    await seen('textarea').fill('two')
    await button(t.addTags).click()
    await seen('wx-tag-editor input').fill('tea')
    await page.keyboard.press('Enter')
    await look(page, 'tags')
    await button(t.addTags).click()
    await button(t.pin).click()
    await shown(t.saved)
    await look(page, 'editor')
    await back()
  })

  test('the list: with sections, with a card that is swiped, with cards that are picked', async () => {
    const body = '- [x] milk\n- [ ] https://example.com/a'
    await elsewhere(person, 'create', { key: `list-of-${person}-0000`, title: 'List', body, tags: ['shop'] })
    await page.reload()
    await card('List').waitFor()
    await look(page, 'list')
    const { x, y } = (await card('Oolong').boundingBox()) ?? { x: 0, y: 0 }
    await page.mouse.move(x + 250, y + 20)
    await page.mouse.down()
    await page.mouse.move(x + 50, y + 20, { steps: 5 })
    await page.mouse.up()
    await button(t.unpin).waitFor()
    await look(page, 'swiped card')
    await card('List').click()
    await card('List').click({ delay: 600 })
    await page.getByText(t.pickSeveral, { exact: true }).click()
    await shown(t.picked.replace('{count}', '1'))
    await look(page, 'picking')
    await button(t.cancel).click()
  })

  test('a search that finds a word, and one that finds nothing', async () => {
    const field = seen('wx-search-field input')
    await field.fill('milk')
    await seen('wx-note-card [class*=hit]').waitFor()
    await look(page, 'search')
    await field.fill('coffee')
    await shown(t.nothingFound)
    await look(page, 'nothing found')
    await tap(t.showAll)
  })

  test('a checklist with a link, and the details of a note', async () => {
    await card('List').click()
    await page.getByRole('checkbox').first().waitFor()
    await look(page, 'checklist')
    await page.getByRole('button', { name: new RegExp(`^${t.details} `) }).click()
    await shown(t.writtenIn)
    await look(page, 'details')
    await button(t.close).click()
    await back()
  })

  test('a note that was changed elsewhere, and both its versions', async () => {
    await card('Oolong').click()
    await seen('textarea').click()
    await expect(seen('textarea').inputValue()).resolves.toBe('two')
    const { notes } = await elsewhere(person, 'list', {})
    const oolong = notes.find(({ title }) => title === 'Oolong')
    await elsewhere(person, 'update', { id: oolong?.id, rev: oolong?.rev, body: 'three', tags: ['black'] })
    await seen('textarea').fill('four')
    await shown(t.changedElsewhere)
    await look(page, 'conflict bar')
    await tap(t.decide)
    await shown(t.keepBoth)
    await look(page, 'both versions')
    await back()
    await back()
    await card('Oolong').getByText(t.needsDecision).waitFor()
    await look(page, 'undecided')
  })

  test('without a network: the list, what waits, and the page about me', async () => {
    await network('none')
    await tap(t.meTitle)
    await shown(t.NETWORK)
    await look(page, 'me without a network')
    await tab(t.notesTitle)
    await shown(t.mayBeOld)
    await look(page, 'list without a network')
    await button(t.writeNote).click()
    await seen('textarea').fill('offline')
    await shown(t.waiting)
    await look(page, 'waiting')
    await back()
    await network('wifi')
  })

  test('me, and the result of the test', async () => {
    await tab(t.meTitle)
    await shown('OPENID')
    await look(page, 'me')
    await tap(t.testAuth)
    await shown('Authentication successful')
    await look(page, 'me with the result')
  })

  test('my data, and the question before everything is deleted', async () => {
    await tap(t.myData)
    await shown(t.importChoose)
    await look(page, 'my data')
    await button(t.eraseAll).click()
    await seen('input').fill(t.eraseWord)
    await look(page, 'deletion of everything')
    await back()
  })

  test('the trash: empty, with a note, and the note in it', async () => {
    await tap(t.trashTitle)
    await shown(t.emptyTrash.split('\n')[0] ?? '')
    await look(page, 'empty trash')
    await back()
    const { notes } = await elsewhere(person, 'list', {})
    const list = notes.find(({ title }) => title === 'List')
    await elsewhere(person, 'remove', { id: list?.id, rev: list?.rev })
    await tap(t.trashTitle)
    await card('List').waitFor()
    await look(page, 'trash')
    await card('List').click()
    await shown(t.inTrash)
    await look(page, 'note in the trash')
  })
})

test('a caller who is not let in reads why', async () => {
  const page = await browser.newPage({ viewport: { width: 375, height: 812 } })
  await page.goto(`${app.url}/phone?phone=0&person=mallory`)
  await page.getByText(zhCN.FORBIDDEN_CALLER).waitFor()
  await look(page, 'refused caller')
  await page.close()
})

describe('by keyboard alone', () => {
  let page: Page
  beforeAll(async () => {
    const body = '- [ ] milk\nhttps://example.com/a'
    await elsewhere('carol', 'create', { key: 'list-of-carol-0000', title: 'List', body, tags: ['shop'] })
    page = await browser.newPage({ viewport: { width: 375, height: 812 } })
    page.setDefaultTimeout(40_000)
    await page.goto(`${app.url}/phone?phone=0&person=carol`)
    await page.locator('wx-tag-chips').waitFor()
    await page.getByRole('button', { name: /^List/ }).waitFor()
  })
  afterAll(() => page.close())

  /** What the tabulator reaches, one after the other, as a screen reader names it. */
  async function reached(count: number): Promise<string[]> {
    const names: string[] = []
    for (let i = 0; i < count; i++) {
      await page.keyboard.press('Tab')
      names.push(await page.locator(':focus').ariaSnapshot())
    }
    return names.map((name) => /\w+( "[^"]*")?( \[\w+\])?/.exec(name)?.[0] ?? name)
  }

  test('the list is reached from the search to the tabs, a card with all that it says', async () => {
    expect(await reached(7)).toEqual([
      'textbox "搜索"',
      'radio "全部" [checked]',
      'radio "shop"',
      'button "List 刚刚 ☐ milk https://example.com/a ✓ 0/1 shop"',
      'button "写笔记"',
      'tab "笔记" [selected]',
      'tab "我的"',
    ])
  })

  test('the menu key offers what a long press does, and the sheet keeps the focus until it is closed', async () => {
    const card = page.getByRole('button', { name: /^List/ })
    await card.focus()
    await page.keyboard.press('ContextMenu')
    expect(await reached(5)).toEqual([
      ...['button "置顶"', 'button "删除"', 'button "多选"', 'button "取消"', 'button "置顶"'],
    ])
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    expect(await card.evaluate((node) => node === document.activeElement)).toBe(true)
  })

  test('a note is opened, its box ticked, its line written on; the details keep the focus', async () => {
    await page.keyboard.press('Enter')
    const box = page.getByRole('checkbox', { name: 'milk' })
    await box.focus()
    await page.keyboard.press(' ')
    await page.getByRole('checkbox', { name: 'milk', checked: true }).waitFor()
    expect(await reached(3)).toEqual(['textbox', 'textbox', 'link "https://example.com/a"'])
    await page.getByRole('button', { name: /^详情 / }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: '详情' }).waitFor()
    expect(await reached(2)).toEqual(['button "关闭"', 'button "关闭"'])
    await page.keyboard.press('Enter')
    await page.getByRole('textbox').filter({ hasText: 'milk' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('textarea:visible:focus').waitFor()
  })
})
