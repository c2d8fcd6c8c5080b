import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import people from '../../local/people.json'
import { launchBrowser } from '../support/browser'
import { start, type Running } from '../support/start'

jest.setTimeout(60_000)

let data: string
let app: Running
let browser: Browser
let desk: Page
let alice: FrameLocator
let bob: FrameLocator
const faults: string[] = []

async function open(): Promise<void> {
  desk = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  desk.setDefaultTimeout(15_000)
  desk.on('pageerror', (error) => faults.push(error.message))
  await desk.goto(app.url)
  alice = desk.frameLocator('iframe[src*="person=alice"]')
  bob = desk.frameLocator('iframe[src*="person=bob"]')
}

const card = (phone: FrameLocator, title: string) => phone.locator('wx-note-card', { hasText: title })
const shown = (phone: FrameLocator, text: string | RegExp) => phone.getByText(text).first().waitFor()

/** Writes a note as a thumb would: the button, the two fields, and back once it is saved. */
async function write(phone: FrameLocator, title: string, body: string): Promise<void> {
  await phone.getByText('写笔记').or(phone.locator('[aria-label="写笔记"]')).first().click()
  await phone.locator('wx-input input').fill(title)
  await phone.locator('wx-textarea textarea').fill(body)
  await shown(phone, '已保存')
  await back(phone)
  await card(phone, title).waitFor()
}

const back = (phone: FrameLocator) =>
  phone.locator('[aria-label="返回"], [aria-label="Back"]').first().click()

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'notes-'))
  app = await start(data)
  browser = await launchBrowser()
  await open()
})

afterAll(async () => {
  await browser?.close()
  await app?.stop()
  rmSync(data, { recursive: true, force: true })
  expect(faults).toEqual([])
})

test('Alice writes a note, and it never shows on the phone of Bob', async () => {
  await shown(alice, '只有你自己看得到。')
  await write(alice, '买茶', '龙井二两')
  await write(bob, '还书', '图书馆')
  await expect(card(bob, '买茶').count()).resolves.toBe(0)
  await expect(card(alice, '还书').count()).resolves.toBe(0)
})

test('she opens it again, and changes it', async () => {
  await card(alice, '买茶').click()
  await expect(alice.locator('wx-textarea textarea').inputValue()).resolves.toBe('龙井二两')
  await alice.locator('wx-textarea textarea').fill('乌龙三两')
  await shown(alice, '已保存')
  await back(alice)
  await card(alice, '乌龙三两').waitFor()
})

test('the page about her says who the cloud says she is, and hides the OPENID until it is tapped', async () => {
  const { openid } = people.alice
  await alice.getByText('我的').first().click()
  await shown(alice, `${openid.slice(0, 4)}…${openid.slice(-4)}`)
  await expect(alice.getByText(openid).count()).resolves.toBe(0)
  await alice.getByText('显示').first().click()
  await shown(alice, openid)
})

test('the authentication test answers, and unfolds its result', async () => {
  await alice.getByText('测试身份认证').click()
  await shown(alice, 'Authentication successful')
})

test('Bob, who has no UNIONID, is told so', async () => {
  await bob.getByText('我的').first().click()
  await shown(bob, '未获取')
  await bob.getByText('笔记', { exact: true }).last().click()
})

test('a change of a source file reloads the phones within a moment, and the page they are on is kept', async () => {
  const style = join(__dirname, '../../miniprogram/pages/me/me.wxml')
  const before = readFileSync(style, 'utf8')
  try {
    writeFileSync(
      style,
      before.replace('<view class="page">', '<view class="page"><text>it-was-changed</text>'),
    )
    await shown(alice, 'it-was-changed')
    await shown(alice, 'OPENID')
  } finally {
    writeFileSync(style, before)
  }
  await alice.getByText('it-was-changed').waitFor({ state: 'detached' })
  await alice.getByText('笔记', { exact: true }).last().click()
})

test('the call list shows each call with its round trips', async () => {
  await desk.getByText('notes.create').first().waitFor()
  await desk.getByText('getUserInfo').first().waitFor()
})

test('after Ctrl-C and a new start, the notes are there again', async () => {
  await desk.close()
  expect(await app.stop()).toBe(0)
  app = await start(data)
  await open()
  await card(alice, '乌龙三两').waitFor()
  await card(bob, '还书').waitFor()
  await expect(card(bob, '买茶').count()).resolves.toBe(0)
})

test('she deletes it, after a question', async () => {
  await card(alice, '买茶').click()
  await alice.locator('[aria-label="删除"]').click()
  await alice.locator('[role="dialog"]').getByText('删除', { exact: true }).last().click()
  await shown(alice, '只有你自己看得到。')
})

test('without a network an error and a way to try again are shown, and nothing typed is lost', async () => {
  await card(bob, '还书').click()
  await bob.locator('wx-textarea textarea').waitFor()
  await desk.context().setOffline(true)
  await bob.locator('wx-textarea textarea').fill('图书馆，周五之前')
  await shown(bob, '未保存')
  await desk.context().setOffline(false)
  await bob.getByText('重试').first().click()
  await shown(bob, '已保存')
})
