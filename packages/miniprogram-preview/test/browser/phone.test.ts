import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { previewOf } from '../support/preview'

// A browser can be slow on a busy machine.
jest.setTimeout(120_000)

const preview = previewOf(join(__dirname, '../app'))
let page: Page

beforeEach(async () => {
  const context = await preview.browser.newContext({ viewport: { width: 375, height: 720 } })
  page = await context.newPage()
  await open()
})
afterEach(() => page.context().close())

async function open(query = ''): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${preview.url}/phone?person=alice${query}`)
  await page.locator('wx-page').first().waitFor()
}

/** Pages behind stay in the document, so look only in the page in front. */
const front = () => page.locator('.webview:not([hidden])')
const tap = (text: string) => front().getByText(text, { exact: true }).first().click()
const title = () => page.locator('header h1').innerText()
/** Waits until a node of the page in front shows the text. */
const shows = (selector: string, text: string | RegExp) =>
  front().locator(selector).filter({ hasText: text }).first().waitFor()
const color = (selector: string, property = 'color') =>
  front()
    .locator(selector)
    .first()
    .evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property)

async function edit(): Promise<void> {
  await tap('meta a')
  await shows('wx-button', 'Save')
}

describe('templates', () => {
  test('lists, conditions, scripts, slots, properties and observers are rendered', async () => {
    await shows('wx-view.title', '1970-01-01 0 0')
    const cards = await front().locator('wx-note-card').allInnerTexts()
    expect(cards.map((text) => text.split(/\n+/))).toEqual([
      ['First 0', 'meta a', 'done', 'remove'],
      ['Second 2', 'meta b', 'open', 'remove'],
      ['Third 4', 'meta c', 'open', 'remove'],
    ])
  })

  test('styles of the page, of a component and of the app keep apart', async () => {
    expect(await color('wx-view.title')).toBe('rgb(10, 20, 30)')
    expect(await color('wx-note-card [class$="--title"]')).toBe('rgb(17, 17, 17)')
    expect(await color('[id$="--top"]', 'font-size')).toBe('20px')
    expect(await color('wx-app-badge wx-text', 'padding-top')).toBe('12px')
  })
})

describe('touch', () => {
  test('a hold is a long press and no tap', async () => {
    const box = await front().getByText('hold me').boundingBox()
    await page.mouse.move((box?.x ?? 0) + 5, (box?.y ?? 0) + 5)
    await page.mouse.down()
    await shows('wx-view', /^held$/)
    await page.mouse.up()
    expect(await title()).toBe('Fixture')
  })

  test('catchtap keeps the tap from the node around it', async () => {
    await edit()
    await tap('inner')
    await shows('wx-view', /^inner$/)
    expect(await front().getByText('outer').count()).toBe(0)
  })

  test('a pressed button carries its hover class, and a disabled one feels nothing', async () => {
    await edit()
    await front().getByText('Save').hover()
    await page.mouse.down()
    await page.locator('wx-button.pressed').waitFor()
    expect(await color('wx-button.pressed', 'background-color')).toBe('rgb(4, 5, 6)')
    await page.mouse.up()
    await front().getByText('Disabled').click({ force: true })
    expect(await page.locator('.sheet').count()).toBe(0)
  })

  test('the hover class of a component is its own, and not that of its page', async () => {
    await front().getByText('remove').first().hover()
    await page.mouse.down()
    await page.locator('[class*=held]').waitFor()
    expect(await color('[class*=held]', 'opacity')).toBe('0.9')
    expect(await color('[class*=held]')).toBe('rgb(200, 0, 0)')
  })

  test('pulling down refreshes, scrolling to the end says so once', async () => {
    await page.mouse.move(200, 120)
    await page.mouse.down()
    await page.mouse.move(200, 260, { steps: 3 })
    await page.mouse.up()
    await shows('wx-view.title', '1970-01-01 1 0')
    await page.locator('.webview.refreshing').waitFor({ state: 'detached' })
    await page.mouse.wheel(0, 2000)
    await shows('wx-view.title', '1970-01-01 1 1')
  })
})

describe('forms', () => {
  beforeEach(edit)

  test('what is typed reaches the page, once, and model:value follows', async () => {
    await front().getByLabel('title').fill('typed by hand')
    await shows('wx-view', /^typed typed by hand$/)
    expect(await front().getByText('typed by hand', { exact: true }).count()).toBe(1)
    await front().locator('textarea').fill('one\ntwo')
    await shows('wx-view', 'typed one')
  })

  test('an empty field shows its placeholder in the class it was given', async () => {
    await front().locator('wx-input input').fill('')
    expect(await color('.placeholder')).toBe('rgb(1, 2, 3)')
  })

  test('a button of an app with the newer style is as wide as that has it', async () => {
    expect(
      await front()
        .locator('wx-button')
        .first()
        .evaluate(({ clientWidth }) => clientWidth),
    ).toBe(184)
  })

  test('a form collects all its controls, and resets them', async () => {
    await tap('pinned')
    await shows('wx-view', /^false$/)
    await tap('x')
    await shows('wx-view', '["x"]')
    await tap('z')
    await shows('wx-view', '["x","z"]')
    await tap('one')
    await tap('two')
    await shows('wx-view', /^two$/)
    await tap('color')
    await page.locator('.sheet').getByText('green').click()
    await shows('wx-view', /^1$/)
    await tap('Save')
    await shows(
      'wx-view',
      '{"title":"start","body":"","pinned":false,"tags":["x","z"],"kind":"two","color":1}',
    )
    await tap('Reset')
    await shows('wx-view', /^reset$/)
    await tap('Save')
    await shows('wx-view', '{"title":"","body":"","pinned":false,"tags":[],"kind":"","color":0}')
  })

  test('a scroll view tells of its end', async () => {
    await front()
      .locator('wx-scroll-view')
      .evaluate((node) => node.scrollTo(1000, 0))
    await shows('wx-view', /^lower right$/)
  })

  test('a selector query measures a node by its id', async () => {
    await tap('Measure')
    await shows('wx-view', 'width 343')
  })
})

describe('pages', () => {
  test('options arrive encoded, and both ends of the channel hear each other', async () => {
    await edit()
    await shows('wx-view', '{"id":"a","from":"%E9%A6%96%E9%A1%B5"} hello')
    await tap('Save')
    await page.getByLabel('返回').click()
    await shows('wx-view', 'saved start')
    expect(await title()).toBe('Fixture')
  })

  test('lifetimes come in the order of WeChat', async () => {
    await page.getByRole('tab', { name: 'Me' }).click()
    await shows('wx-view', /me onShow$/)
    const report = await front().locator('wx-view').first().innerText()
    expect(report.split(', ')).toEqual([
      'app onLaunch pages/list/list',
      'app onShow',
      'card attached',
      'card attached',
      'card attached',
      'list onLoad',
      'list onShow',
      'card shown',
      'card shown',
      'card shown',
      'list onReady',
      'list onHide',
      'me onShow',
    ])
  })

  test('a tab keeps its state while another is in front', async () => {
    await front().getByText('remove').first().click()
    await page.getByText('确定').click()
    await page.getByRole('tab', { name: 'Me' }).click()
    expect(await title()).toBe('Me')
    await page.getByRole('tab', { name: 'List' }).click()
    await shows('wx-view', 'meta b')
    expect(await front().getByText('meta a').count()).toBe(0)
  })

  test('a navigator follows a relative path, and a local image is shown', async () => {
    await page.getByRole('tab', { name: 'Me' }).click()
    await shows('wx-view', 'image loaded')
    await tap('go')
    await shows('wx-view', '{"id":"n"}')
    expect(await page.getByRole('tablist').isVisible()).toBe(false)
  })

  test('a page that asks before it is left stays until the answer is yes', async () => {
    await edit()
    await tap('Ask')
    await page.getByLabel('返回').click()
    await page.getByText('取消').click()
    expect(await title()).toBe('Edit')
    await page.getByLabel('返回').click()
    await page.getByText('确定').click()
    await shows('wx-view', 'meta a')
  })

  test('a reload keeps the pages that were open, and storage is kept per phone and person', async () => {
    await edit()
    await tap('Save')
    await shows('wx-view', '{"title":"start"')
    await page.reload()
    await shows('wx-button', 'Save')
    await page.getByLabel('返回').click()
    await shows('wx-view', 'meta a')
    const keys = await page.evaluate(() => Object.keys(localStorage))
    expect(keys).toEqual([expect.stringMatching(/^storage:[0-9a-f]+:0:alice:last$/)])
  })
})

test('the keyboard reaches and taps what is a button to a screen reader, and a field is known by its name', async () => {
  await front().getByRole('button', { name: 'remove' }).first().focus()
  await page.keyboard.press('Enter')
  expect(await page.getByRole('dialog').innerText()).toMatch(/Remove\?\s+First/)
  await open()
  await front().getByRole('button', { name: 'hold me' }).focus()
  await page.keyboard.press('ContextMenu')
  await shows('wx-view', /^held$/)
  await edit()
  await front().getByRole('textbox', { name: 'title' }).waitFor()
})

test('the keyboard stays in an open dialog, and is back where it was when that closes', async () => {
  const remove = front().getByRole('button', { name: 'remove' }).first()
  const focused = (name: string) => page.locator(':focus').filter({ hasText: name }).waitFor()
  await remove.focus()
  await page.keyboard.press('Enter')
  for (const name of ['取消', '确定', '取消']) {
    await page.keyboard.press('Tab')
    await focused(name)
  }
  for (const name of ['确定', '取消']) {
    await page.keyboard.press('Shift+Tab')
    await focused(name)
  }
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await remove.evaluate((node) => node === document.activeElement)).toBe(true)
})

describe('dialogs', () => {
  test('a modal asks, a toast tells', async () => {
    await front().getByText('remove').first().click()
    expect(await page.getByRole('dialog').innerText()).toMatch(/Remove\?\s+First/)
    await page.getByText('确定').click()
    await page.getByRole('status').getByText('removed').waitFor()
    expect(await front().locator('wx-note-card').count()).toBe(2)
  })

  test('an action sheet gives the choice, or fails when it is left', async () => {
    await edit()
    await tap('Sheet')
    await page.getByRole('dialog').getByText('two').click()
    await shows('wx-view', 'chose 1')
    await tap('Sheet')
    await page.getByText('取消').click()
    await shows('wx-view', 'showActionSheet:fail cancel')
  })
})

describe('the phone', () => {
  test('dark theme reaches styles, bars and the app', async () => {
    await open('&theme=dark')
    expect(await color('wx-page', 'background-color')).toBe('rgb(17, 17, 17)')
    expect(await page.locator('body > header').evaluate((node) => node.style.background)).toBe(
      'rgb(17, 17, 17)',
    )
  })

  test('changing the theme tells the app and keeps the page', async () => {
    await edit()
    await page.evaluate(() => window.postMessage({ theme: 'dark' }, location.origin))
    await page.locator('html[data-theme=dark]').waitFor()
    await page.getByLabel('返回').click()
    await page.getByRole('tab', { name: 'Me' }).click()
    await shows('wx-view', 'app theme dark')
  })

  test('its texts follow its language', async () => {
    await open('&language=en')
    await front().getByText('remove').first().click()
    await page.getByRole('dialog').getByText('Cancel').waitFor()
  })

  test('what is fixed stays above the bars while the page scrolls', async () => {
    const before = await front().getByText('fixed').boundingBox()
    await page.mouse.move(100, 300)
    await page.mouse.wheel(0, 300)
    await page.waitForFunction(() => document.querySelector('wx-page')?.scrollTop === 300)
    expect(await front().getByText('fixed').boundingBox()).toEqual(before)
    expect((before?.y ?? 0) + (before?.height ?? 0)).toBe(720 - 84 - 16)
  })

  test('a bar tells of an exception with its place, and the page goes on', async () => {
    await edit()
    await tap('Fail')
    const alert = page.getByRole('alert')
    await alert.getByText('the app broke here').first().click()
    expect(await alert.innerText()).toMatch(/pages\/edit\/edit\.js:\d+:\d+/)
    await alert.getByRole('button', { name: '关闭' }).click()
    await tap('inner')
    await shows('wx-view', /^inner$/)
  })
})

describe('what the app can reach', () => {
  /** Replaces a page of the app by one that shows the value of the expression `source`. */
  const evaluate = (source: string) =>
    page.route('**/preview/program.json', async (route) => {
      const response = await route.fetch()
      const answer = (await response.json()) as { program: { modules: Record<string, string> } }
      answer.program.modules['pages/me/me.js'] =
        `Page({ data: {}, onLoad() { this.setData({ report: String(${source}) }) } })`
      await route.fulfill({ json: answer })
    })
  const reported = async (source: string) => {
    await evaluate(source)
    await page.reload()
    await page.getByRole('tab', { name: 'Me' }).click()
    return front().locator('wx-view').first().innerText()
  }

  test('no name of the browser, while the language and the timers are there', async () => {
    const names =
      'window document fetch localStorage XMLHttpRequest indexedDB navigator location self globalThis'
    expect(await reported(`[${names.split(' ').map((name) => `typeof ${name}`)}]`)).toMatch(
      /^(undefined,?)+$/,
    )
    expect(await reported('[typeof setTimeout, typeof Promise, typeof console, typeof wx]')).toBe(
      'function,function,object,object',
    )
  })

  test('a wx method that is not there is undefined, and canIUse says so', async () => {
    expect(await reported('wx.scanCode')).toBe('undefined')
    expect(
      await reported(
        `['showToast', 'cloud.callFunction', 'button', 'scanCode', 'cloud.database'].map(wx.canIUse)`,
      ),
    ).toBe('true,true,true,false,false')
  })

  test('an asynchronous method gives a promise, or calls back when asked to', async () => {
    expect(
      await reported(
        `(wx.getStorage({ key: 'none' }).catch(({ errMsg }) => this.setData({ report: errMsg })), 'waiting')`,
      ),
    ).toBe('getStorage:fail data not found')
    expect(
      await reported(
        `wx.setStorage({ key: 'a', data: 1, complete: ({ errMsg }) => this.setData({ report: errMsg }) })`,
      ),
    ).toBe('setStorage:ok')
  })

  test('a page that is not there is a failure of the navigation', async () => {
    expect(
      await reported(
        `(wx.navigateTo({ url: '/pages/no/no', fail: ({ errMsg }) => this.setData({ report: errMsg }) }), '')`,
      ),
    ).toBe('navigateTo:fail page "pages/no/no" is not found')
  })
})

describe('the cloud', () => {
  test('without one, a call says how to get one', async () => {
    await page.getByRole('tab', { name: 'Me' }).click()
    await tap('Call')
    await shows(
      'wx-view',
      'cloud.callFunction:fail no local cloud is attached: `npm start` runs the app together with one',
    )
  })

  test('with one, a call goes there in the name of the person', async () => {
    await page.route('**/call/*', async (route) => {
      const request = route.request()
      const person = request.headers()['x-local-person']
      const result = {
        path: new URL(request.url()).pathname,
        person,
        event: request.postDataJSON() as unknown,
      }
      await route.fulfill({ json: { result, requestID: 'r1' } })
    })
    await page.getByRole('tab', { name: 'Me' }).click()
    await tap('Call')
    await shows('wx-view', '{"path":"/call/echo","person":"alice","event":{"a":1}}')
  })

  test('without a network a call fails', async () => {
    await open('&network=none')
    await page.getByRole('tab', { name: 'Me' }).click()
    await tap('Call')
    await shows('wx-view', 'cloud.callFunction:fail request:fail')
  })

  test('when answers are lost, the call fails and the cloud has heard of it', async () => {
    await open('&network=failing')
    let heard = 0
    await page.route('**/call/*', (route) => {
      heard++
      return route.fulfill({ json: { result: {}, requestID: 'r1' } })
    })
    await page.getByRole('tab', { name: 'Me' }).click()
    await tap('Call')
    await shows('wx-view', 'cloud.callFunction:fail request:fail')
    expect(heard).toBe(1)
  })
})
