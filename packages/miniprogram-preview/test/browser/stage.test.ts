import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Stage } from '../../src/stage'
import { previewOf } from '../support/preview'

// A browser can be slow on a busy machine.
jest.setTimeout(120_000)

const preview = previewOf(join(__dirname, '../app'))
let page: Page

const person = { via: 'app', unionid: false, switchable: false }
const people = {
  alice: { ...person, name: 'Alice', ids: ['oALICE'] },
  bob: { ...person, name: 'Bob', ids: ['oBOB'] },
}
const both = (text: string) => ({ zh_CN: `中文 ${text}`, en: text })
const stage: Stage = {
  claim: both('Two people, one cloud'),
  explanation: both('Nobody sees the other.'),
  quiet: ['who'],
  attack: both('Bob attacks'),
  attacks: [{ key: 'id', title: both('Its id'), how: both('He reads it.'), why: both('Not his.') }],
  filter: { file: 'owned.ts', line: 7, code: 'owner,', removed: false },
}

interface Told {
  invocation: string
  at: number
  name?: string
  person?: string
  answer?: object
  violation?: object
}
/** A call and its one request, as the trace tells them. */
const told = ({
  invocation,
  at,
  name = 'notes',
  person: who = 'bob',
  answer = { ok: true },
  violation,
}: Told) => [
  [
    'request',
    {
      invocation,
      action: 'database.getDocument',
      collection: 'notes',
      query: { $and: [...(violation ? [] : [{ _openid: 'oBOB' }]), { deletedAt: null }] },
      index: 'openid_list',
      examined: 3,
      returned: 3,
      ms: 1,
      ...(violation && { violation }),
    },
  ],
  [
    'call',
    {
      at,
      invocation,
      function: name,
      person: who,
      event: { action: 'list', userInfo: { openId: 'oBOB' } },
      answer,
      ms: 3,
      roundTrips: 1,
      violations: violation ? 1 : 0,
    },
  ],
]
const robbery = told({
  invocation: 'i9',
  at: Date.UTC(2030, 0, 1),
  violation: {
    why: 'the query is not confined',
    kind: 'unconfined',
    owners: ['alice', 'bob'],
    foreign: { a: 'alice' },
    lines: ['common/owned.ts:120', 'notes/lists.ts:4'],
  },
})

/** Opens the desk with this trace. */
async function open(trace: unknown[][], options: { width?: number; locale?: string; own?: Stage } = {}) {
  const { width = 1440, locale = 'en-GB', own = stage } = options
  page = await preview.browser.newPage({ viewport: { width, height: 800 }, locale })
  await page.route('**/people', (route) => route.fulfill({ json: people }))
  await page.route('**/stage', (route) => route.fulfill({ json: own }))
  await page.route('**/trace', (route) =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: [
        'retry: 100000',
        ...trace.map(([event, data]) => `event: ${String(event)}\ndata: ${JSON.stringify(data)}`),
        '',
      ].join('\n\n'),
    }),
  )
  await page.goto(preview.url)
  for (const index of [0, 1]) await phone(index).getByText('meta a').waitFor()
}
afterEach(() => page.close())

const phone = (index: number) => page.frameLocator('iframe').nth(index)
const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

describe('the first sight', () => {
  test('says what it is about, in the language of the page', async () => {
    await open([])
    await page.getByRole('heading', { level: 1, name: 'Two people, one cloud' }).waitFor()
    await page.getByText('简体中文').click()
    await page.getByRole('heading', { level: 1, name: '中文 Two people, one cloud' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })

  test('offers sample notes by one press, in the language of the page', async () => {
    await open([])
    const asked = page.waitForRequest('**/stage/samples')
    await page.route('**/stage/samples', (route) => route.fulfill({ json: {} }))
    await page.getByRole('button', { name: 'Add sample notes' }).click()
    expect((await asked).postDataJSON()).toEqual({ language: 'en' })
  })

  test.each([1920, 1440, 1280, 960, 720, 400])(
    'fits a window of %d px: nothing goes sideways',
    async (width) => {
      await open([...told({ invocation: 'i1', at: 1 }), ...robbery], { width })
      await page.getByRole('alert').waitFor()
      expect(await sideways()).toBe(0)
      await page.getByRole('tab', { name: 'Try to break in' }).click()
      expect(await sideways()).toBe(0)
      await page.locator('.holder > summary').first().click()
      expect(await sideways()).toBe(0)
    },
  )
})

describe('the calls', () => {
  test('stand in the order in which they began, and show the owner condition', async () => {
    await open([
      ...told({ invocation: 'i2', at: 2000 }),
      ...told({ invocation: 'i1', at: 1000, person: 'alice' }),
    ])
    expect(await page.locator('.call .who').allInnerTexts()).toEqual(['Bob', 'Alice'])
    expect(await page.locator('.call .chip').first().innerText()).toBe('_openid = Bob')
  })

  test('that say little are folded together', async () => {
    const quiet = (invocation: string, at: number) =>
      told({ invocation, at, name: 'who' }).map(([type, record]) => [type, { ...Object(record), event: {} }])
    await open([...quiet('i1', 1), ...quiet('i2', 2), ...told({ invocation: 'i3', at: 3 })])
    const fold = page.locator('.rows > .quiet')
    expect(await fold.locator('> summary').innerText()).toMatch(/2 routine calls\s+who/)
    await fold.locator('> summary').click()
    expect(await fold.locator('.call').count()).toBe(2)
  })

  test('mark the owner’s part of a query, and leave out what the platform adds to an event', async () => {
    await open(told({ invocation: 'i1', at: 1 }))
    await page.locator('.call > summary').click()
    expect(await page.locator('.statement mark').innerText()).toBe('_openid = Bob')
    expect(await page.locator('.call-details pre').first().innerText()).toBe('{"action":"list"}')
  })
})

describe('a violation', () => {
  test('outlines the phone, and a banner names function, file and line, and what the query lacks', async () => {
    await open(robbery)
    const banner = page.getByRole('alert')
    await banner.getByRole('heading', { name: 'Bob reached 1 document of Alice' }).waitFor()
    const text = await banner.innerText()
    for (const part of ['notes.list', 'common/owned.ts:120', 'notes/lists.ts:4']) expect(text).toContain(part)
    expect(await banner.locator('.missing').innerText()).toMatch(/where _openid = Bob/)
    expect(await page.locator('.phone.alarming').count()).toBe(1)
    expect(await page.locator('.phone').nth(1).getAttribute('class')).toContain('alarming')
  })

  test('puts the owner’s badge on what shows the foreign document', async () => {
    await open(robbery)
    const badge = phone(1).locator('[data-foreign]')
    await badge.first().waitFor()
    expect(await badge.first().innerText()).toContain('meta a')
    expect(await badge.first().getAttribute('data-foreign')).toBe('Alice’s')
    expect(await phone(0).locator('[data-foreign]').count()).toBe(0)
  })

  test('is told in Chinese on a Chinese page', async () => {
    await open(robbery, { locale: 'zh-CN' })
    await page.getByRole('alert').getByText('Bob 碰到了 Alice 的 1 条数据').waitFor()
    await page.getByRole('alert').getByText('查询没有限定所有者').waitFor()
  })

  test('shows the line that was taken out, and puts it back', async () => {
    await open(robbery, { own: { ...stage, filter: { ...stage.filter, removed: true } } })
    const banner = page.getByRole('alert')
    expect(await banner.locator('del').innerText()).toBe('owner,')
    await page.route('**/stage/filter', (route) => route.fulfill({ json: stage.filter }))
    const asked = page.waitForRequest('**/stage/filter')
    await banner.getByText('Put it back').click()
    expect((await asked).postDataJSON()).toEqual({ removed: false })
    await banner.waitFor({ state: 'hidden' })
    expect(await page.locator('.phone.alarming').count()).toBe(0)
  })

  test('is known once it is dismissed, also after a reload', async () => {
    await open(robbery.map(([type, record]) => [type, { ...Object(record), at: 1 }]))
    await page.getByRole('alert').getByText('Dismiss').click()
    await page.reload()
    await page.locator('.code.violation').waitFor()
    expect(await page.getByRole('alert').isHidden()).toBe(true)
  })
})

test('an attack is a real call of the attacker, and its outcome is told with the query', async () => {
  await open(told({ invocation: 'i5', at: 5, answer: { ok: false, error: { code: 'NOT_FOUND' } } }))
  const aimed = {
    person: 'bob',
    function: 'notes',
    event: { action: 'get', input: { id: 'hers' } },
    target: 'Tea',
  }
  await page.route('**/stage/attacks/id', (route) => route.fulfill({ json: aimed }))
  await page.route('**/call/notes', (route) => route.fulfill({ json: { result: {}, requestID: 'i5' } }))
  const called = page.waitForRequest('**/call/notes')
  await page.getByRole('tab', { name: 'Try to break in' }).click()
  await page.getByRole('button', { name: 'Try: Its id' }).click()
  const request = await called
  expect(request.headers()['x-local-person']).toBe('bob')
  expect(request.postDataJSON()).toEqual(aimed.event)
  const attack = page.locator('[data-attack=id]')
  expect(await attack.locator('.outcome').innerText()).toBe('Bob got nothing of anybody else’s · NOT_FOUND')
  await attack.getByText('Alice’s “Tea”').click()
  expect(await attack.locator('.statement mark').innerText()).toBe('_openid = Bob')
})

describe('by keyboard alone', () => {
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')

  test('another person is chosen in the menu of a phone, which stays open and keeps its place', async () => {
    await open([])
    await page.locator('.holder > summary').first().focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.locator('.holder > summary', { hasText: 'Bob' }).first().waitFor()
    expect(await page.locator('.holder[open]').count()).toBe(1)
    expect(await page.evaluate(() => document.activeElement?.matches('.people :checked'))).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.locator('.holder[open]').count()).toBe(0)
    expect(await focused()).toContain('Bob')
  })

  test('the arrows go from the calls to the attempts to break in, and Tab to the filter', async () => {
    await open([])
    await page.getByRole('tab', { name: 'Calls' }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await focused()).toBe('Try to break in')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('fieldset')?.textContent)).toContain(
      'Owner filter',
    )
  })

  test('a call unfolds', async () => {
    await open(told({ invocation: 'i1', at: 1 }))
    await page.locator('.call > summary').focus()
    await page.keyboard.press('Enter')
    await page.locator('.call[open] .statement').waitFor()
  })
})

test('without a project behind it there are phones and calls alone', async () => {
  await open([])
  await page.route('**/stage', (route) => route.fulfill({ status: 404, json: {} }))
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Preview' }).waitFor()
  expect(await page.getByRole('tab', { name: 'Try to break in' }).count()).toBe(0)
  expect(await page.getByText('Add sample notes').count()).toBe(0)
})
