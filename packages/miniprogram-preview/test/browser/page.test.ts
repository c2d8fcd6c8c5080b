import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { previewOf } from '../support/preview'

// A browser can be slow on a busy machine.
jest.setTimeout(120_000)

const preview = previewOf(join(__dirname, '../app'))
let page: Page

beforeAll(async () => {
  // As in the shell, the phone is a frame, and its window is smaller than the browser's.
  page = await preview.browser.newPage({ viewport: { width: 800, height: 1200 } })
})

/** Opens a page with thirty rows of 100 px each. 632 px of the page are visible below the bars. */
async function openRows(options: string, address = ''): Promise<void> {
  const stack = encodeURIComponent(`pages/list/list|pages/rows/rows?${options}`)
  await page.goto(preview.url + '/preview/shell.css')
  await page.setContent(
    `<iframe src="${preview.url}/phone?person=alice${address}#${stack}" style="width: 375px; height: 720px">`,
  )
  await rows().getByText('29').waitFor()
}

const rows = () => page.frameLocator('iframe').locator('.webview:not([hidden])')
const sees = (sights: string | RegExp) => rows().locator('[id$="--seen"]', { hasText: sights }).waitFor()
const scrollTo = (top: number) =>
  rows()
    .locator('wx-page')
    .evaluate((node, to) => node.scrollTo(0, to), top)

/** Row 0 appears, then disappears while row 10 appears. The browser may report these two in either order. */
const onceThenGone =
  /^row-0 0 1.0 0 100;(?=.*row-0 0 0.0 -1000 100;)(?=.*row-10 10 1.0 0 100;)(\S+ \d+ \S+ \S+ 100;? ?){2}$/

describe('an intersection observer', () => {
  test('tells at first what shows, then what comes and goes, each with its id, data and place in the page', async () => {
    await openRows('observeAll=true')
    await sees(/^row-0 0 1.0 0 100;$/)
    await scrollTo(1000)
    await sees(onceThenGone)
  })

  test('sees further than the page by its margins', async () => {
    await openRows('observeAll=true&margin=400')
    await sees('row-10 10 0.3 1000 100;')
  })

  test('watches the first node only, unless it is told to watch all', async () => {
    await openRows('margin=400')
    await sees(/^row-0 0 1.0 0 100;$/)
    await scrollTo(1000)
    await sees(/^row-0 0 1.0 0 100;row-0 0 0.0 -1000 100;$/)
  })

  test('measures against another node when it is told to', async () => {
    await openRows('within=box')
    await scrollTo(5000)
    await rows()
      .locator('wx-scroll-view')
      .evaluate((node) => node.scrollTo(1000, 0))
    await sees(/^far /)
  })

  test('tells nothing while another page is in front, and nothing new when it is back', async () => {
    await openRows('observeAll=true')
    await sees(/^row-0 0 1.0 0 100;$/)
    await rows().getByText('Leave').click()
    await rows().getByText('Save').waitFor()
    await page.frameLocator('iframe').getByLabel('返回').click()
    await scrollTo(1000)
    await sees('row-10')
    await sees(onceThenGone)
  })

  test('tells nothing more once it is disconnected', async () => {
    await openRows('observeAll=true')
    await sees(/^row-0 0 1.0 0 100;$/)
    await rows().getByText('Stop').click()
    await scrollTo(1000)
    await rows().getByText('Measure').click()
    await rows().locator('[id$="--rect"]', { hasText: '-900' }).waitFor()
    await sees(/^row-0 0 1.0 0 100;$/)
  })
})

test('a page that grows at its bottom is told of each new bottom, also by one fling from one to the next', async () => {
  await openRows('grow=true')
  for (const row of ['39', '49', '59']) {
    await scrollTo(99_999)
    await rows().locator('.row', { hasText: row }).waitFor()
  }
})

test('a selector query measures from the corner of the page, under the bars', async () => {
  await openRows('')
  await rows().getByText('Measure').click()
  await rows()
    .locator('[id$="--rect"]', { hasText: /^100 100 1$/ })
    .waitFor()
})

test('a page-meta makes rem follow the text size of WeChat, in styles and in attributes', async () => {
  const measure = () =>
    rows()
      .locator('.row')
      .first()
      .evaluate((row) => {
        const { paddingLeft, paddingTop, fontSize } = getComputedStyle(row)
        return [paddingLeft, paddingTop, fontSize]
      })
  await openRows('')
  expect(await measure()).toEqual(['16px', '32px', '20px'])
  await openRows('', '&text=largest')
  expect(await measure()).toEqual(['22px', '44px', '20px'])
})
