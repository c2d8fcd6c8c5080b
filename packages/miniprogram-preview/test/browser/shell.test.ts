import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { previewOf } from '../support/preview'

// A browser can be slow on a busy machine.
jest.setTimeout(120_000)

const preview = previewOf(join(__dirname, '../app'))
let page: Page

const people = {
  alice: { name: 'Alice', via: 'app', unionid: true, switchable: true },
  bob: { name: 'Bob', via: 'app', unionid: false, switchable: false },
  'alice-sibling': { name: 'Alice', via: 'sibling', unionid: true, switchable: true },
  mallory: { name: 'Mallory', via: 'stranger', unionid: false, switchable: false },
  timer: { name: 'Timer', via: 'timer', unionid: false, switchable: false },
}
const call = {
  at: Date.UTC(2026, 0, 1),
  invocation: 'i1',
  function: 'notes',
  person: 'bob',
  event: { action: 'get', input: { id: 'n1' } },
  answer: { ok: false, error: { code: 'NOT_FOUND' } },
  ms: 3,
  roundTrips: 1,
  violations: 0,
}
const request = {
  invocation: 'i1',
  action: 'database.getDocument',
  collection: 'notes',
  query: { _id: 'n1' },
  index: '_id_',
  examined: 1,
  returned: 0,
  ms: 1,
}

const robbery = {
  call: { ...call, invocation: 'i2', answer: { ok: true }, violations: 1 },
  request: {
    ...request,
    invocation: 'i2',
    violation: { why: 'the query is not confined', owners: ['alice'] },
  },
}
const events = [
  ['request', request],
  ['call', call],
  ['request', robbery.request],
  ['call', robbery.call],
] as const

beforeEach(async () => {
  page = await preview.browser.newPage({ viewport: { width: 1400, height: 900 }, locale: 'en-GB' })
  await page.route('**/people', (route) => route.fulfill({ json: people }))
  await page.route('**/trace', (route) =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: [
        'retry: 100000',
        ...events.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}`),
        '',
      ].join('\n\n'),
    }),
  )
  await page.goto(preview.url)
  // A phone that is still starting would miss a press.
  for (const index of [0, 1]) await phone(index).getByText('meta a').waitFor()
})
afterEach(() => page.close())

const phone = (index: number) => page.frameLocator('iframe').nth(index)
const holder = (index: number) => page.locator('.holder > summary').nth(index)

/** Waits until a phone has started again with `address` in its address. */
async function restarted(index: number, address: string): Promise<void> {
  await page.waitForFunction(([at, part]) => window.frames[at]?.location.search.includes(part), [
    index,
    address,
  ] as const)
  await phone(index).getByText('meta a').waitFor()
}

test('two phones show the app, each with its holder and kind', async () => {
  const captions = await page.locator('.phone > header').allInnerTexts()
  expect(captions.map((text) => text.split(/\n/).slice(0, 2))).toEqual([
    ['Alice', 'with UNIONID · this app'],
    ['Bob', 'no UNIONID · this app'],
  ])
})

test('theme and language are chosen for all', async () => {
  await page.getByText('Look').click()
  await page.getByText('Dark').click()
  await phone(1).locator('html[data-theme=dark]').waitFor()
  await page.getByText('简体中文').click()
  await page.getByRole('heading', { name: '云函数调用' }).waitFor()
  for (const index of [0, 1]) {
    await restarted(index, 'language=zh_CN')
    await phone(index).getByText('remove').first().click()
    await phone(index).getByText('取消').waitFor()
  }
})

test('a language that is chosen while the phones still start reaches them as well', async () => {
  let chosen = (): void => undefined
  const choice = new Promise<void>((resolve) => (chosen = resolve))
  await page.route('**/preview/runtime.js', async (route) => {
    await choice
    await route.continue()
  })
  await page.reload({ waitUntil: 'commit' })
  await page.getByText('简体中文').click()
  chosen()
  for (const index of [0, 1]) await restarted(index, 'language=zh_CN')
})

test('the text size is chosen for all', async () => {
  await page.getByText('Look').click()
  await page.getByText('Largest').click()
  for (const index of [0, 1]) await restarted(index, 'text=largest')
})

test('another person can hold a phone, and each phone has its own network', async () => {
  await holder(0).click()
  await page.locator('.menu[open]').getByText('Bob').click()
  await holder(0).getByText('no UNIONID').waitFor()
  await restarted(0, 'person=bob')
  await holder(0).click()
  await page.locator('.menu[open]').getByText('Offline').click()
  await page.locator('.phone').first().getByText('Offline').first().waitFor()
  await phone(0).getByRole('tab', { name: 'Me' }).click()
  await phone(0).getByText('Call', { exact: true }).click()
  await phone(0).getByText('cloud.callFunction:fail request:fail').waitFor()
})

test('two phones of one person keep apart what they store', async () => {
  await holder(0).click()
  await page.locator('.menu[open]').getByText('Bob').click()
  await restarted(0, 'person=bob')
  for (const index of [0, 1]) {
    await phone(index).getByText('meta a').click()
    await phone(index).getByText('Save').click()
    await phone(index).getByText('{"title":"start"').waitFor()
  }
  const keys = await page.evaluate(() =>
    Object.keys(localStorage).filter((key) => key.startsWith('storage:')),
  )
  expect(keys.map((key) => key.split(':').slice(2)).sort()).toEqual([
    ['0', 'bob', 'last'],
    ['1', 'bob', 'last'],
  ])
})

test('a call tells who asked for what, with which index and how many rows, and how it ended', async () => {
  const row = page.locator('.rows details').last()
  expect((await row.locator('summary').innerText()).split(/\s*\n\s*/)).toEqual(
    expect.arrayContaining(['Bob', 'notes.get', 'NOT_FOUND', '3 ms', '_id_ · read 1, gave 0 · 1 trip']),
  )
  await row.locator('summary').click()
  expect(await row.locator('.statement').innerText()).toMatch(/^find notes\s+where _id = "n1"\s*$/)
  expect(await row.locator('.query .facts').innerText()).toBe('index _id_ · read 1, gave 0 · 1.0 ms')
})

test('a violation is red in its row, and inside with what the query lacks', async () => {
  const row = page.locator('.rows details').first()
  await row.getByText('VIOLATION').click()
  expect(await row.locator('.query .violation').innerText()).toBe('the query is not confined')
  expect(await row.locator('.statement .missing').innerText()).toMatch(/where _openid = Bob\s*missing/)
  expect(await row.locator('.code').evaluate((node) => getComputedStyle(node).backgroundColor)).toBe(
    'rgb(211, 48, 47)',
  )
  expect(await page.locator('.rows .code.violation').count()).toBe(1)
})

test('whoever has a phone can hold one, told apart by kind', async () => {
  await holder(0).click()
  const labels = await page.locator('.menu[open] fieldset').first().locator('label').allInnerTexts()
  expect(labels.map((text) => text.split(/\s*\n\s*/))).toEqual([
    ['Alice', 'with UNIONID · this app', expect.stringContaining('a UNIONID too')],
    ['Bob', 'no UNIONID · this app', expect.stringContaining('an OPENID alone')],
    ['Alice', 'with UNIONID · sibling app', expect.stringContaining('The same person')],
    ['Mallory', 'app not allowed', expect.stringContaining('Every call is refused')],
  ])
  await page.locator('.menu[open]').getByText('app not allowed').click()
  await holder(0).getByText('app not allowed').waitFor()
})

test('a UNIONID is switched without starting the phone anew, as if the person had been elsewhere in WeChat', async () => {
  await phone(0).getByRole('tab', { name: 'Me' }).click()
  const told = page.waitForRequest('**/people/alice')
  await page.route('**/people/alice', (route) => route.fulfill({ json: {} }))
  await page.route('**/people', (route) =>
    route.fulfill({ json: { ...people, alice: { ...people.alice, unionid: false } } }),
  )
  await holder(0).click()
  await page.locator('.menu[open]').getByText('Off', { exact: true }).click()
  expect((await told).postDataJSON()).toEqual({ unionid: false })
  await holder(0).getByText('no UNIONID').waitFor()
  await phone(0).getByText('Call', { exact: true }).waitFor()
  await phone(0)
    .getByText(/me onShow, app onShow, me onShow$/)
    .waitFor()
})

test('an interface of WeChat is made to fail, in a menu that says whose word the answers are', async () => {
  const mood = (errcode: number) => ({ 'security.msgSecCheck': { delayMs: 0, errcode } })
  expect(await page.getByText('WeChat’s interfaces').count()).toBe(0)
  await page.route('**/openapi', (route) => route.fulfill({ json: mood(0) }))
  await page.route('**/openapi/*', (route) => route.fulfill({ json: mood(-1) }))
  await page.reload()
  const menu = page.locator('.menu', { hasText: 'WeChat’s interfaces' })
  await menu.locator('summary').click()
  await menu.getByText('It is not WeChat’s judgement.').waitFor()
  const told = page.waitForRequest('**/openapi/security.msgSecCheck')
  await menu.getByText('Fails (-1)').click()
  expect((await told).postDataJSON()).toEqual({ errcode: -1 })
  await menu.locator('summary').click()
  await menu.locator('input:checked + span', { hasText: 'Fails (-1)' }).waitFor()
})
