import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { previewOf } from '../support/preview'

// A browser can be slow on a busy machine.
jest.setTimeout(120_000)

const preview = previewOf(join(__dirname, '../parts-app'))
let page: Page

beforeAll(async () => {
  page = await preview.browser.newPage({ viewport: { width: 375, height: 720 } })
})

async function open(name: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${preview.url}/phone?person=alice&language=en#pages/${name}/${name}`)
  await page.locator('[id$="--told"]').waitFor({ state: 'attached' })
}
const told = (text: string) => page.locator('[id$="--told"]', { hasText: text }).waitFor()
const tap = (text: string) => page.getByText(text, { exact: true }).click()

/** Drags a finger over the middle of a node. */
async function drag(selector: string, byX: number, byY: number): Promise<void> {
  const box = await page.locator(selector).first().boundingBox()
  const x = (box?.x ?? 0) + (box?.width ?? 0) / 2
  const y = (box?.y ?? 0) + (box?.height ?? 0) / 2
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + byX / 2, y + byY / 2)
  await page.mouse.move(x + byX, y + byY)
  await page.mouse.up()
}

describe('media', () => {
  beforeAll(() => open('media'))

  test('a finger slides a swiper, also over its end, and the dots follow', async () => {
    await drag('wx-swiper', -200, 0)
    await told('1 touch')
    await drag('wx-swiper', 200, 0)
    await told('0 touch')
    await drag('wx-swiper', 200, 0)
    await told('2 touch')
    const dots = await page
      .locator('wx-swiper .dots i')
      .evaluateAll((all) => all.map((dot) => dot.style.background))
    expect(dots.map((color) => color === 'rgb(0, 0, 0)')).toEqual([false, false, true])
    expect(await page.locator('wx-swiper').getByText('three').boundingBox()).toMatchObject({
      x: 0,
      width: 375,
    })
  })

  test('a canvas gives its node, which draws an image of the app', async () => {
    await tap('Draw')
    await told('drawn true')
  })

  test('a chosen image can be shown, measured and read', async () => {
    const dialog = page.waitForEvent('filechooser')
    await tap('Choose')
    await (await dialog).setFiles(join(__dirname, '../parts-app/me.png'))
    await told(' bytes')
    await page.waitForFunction(
      () => document.querySelector<HTMLImageElement>('[id$="--chosen"] img')?.naturalWidth,
    )
  })

  test('chosen media have their kind, and a picture its size', async () => {
    const dialog = page.waitForEvent('filechooser')
    await tap('Media')
    const film = { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.from('film') }
    const buffer = readFileSync(join(__dirname, '../parts-app/me.png'))
    await (await dialog).setFiles([{ name: 'me.png', mimeType: 'image/png', buffer }, film])
    await told('mix: image 54 x 54,video undefined x undefined')
  })

  test('images cover the phone one by one until a tap', async () => {
    await tap('Look')
    await page.getByText('1 / 2').waitFor()
    await page.mouse.click(360, 300)
    await page.getByText('2 / 2').click()
    await page.getByText('2 / 2').waitFor({ state: 'detached' })
  })

  test('a request reaches this machine and no other', async () => {
    await page.route('http://127.0.0.1:1/', (route) =>
      route.fulfill({ json: { a: 1 }, headers: { 'access-control-allow-origin': '*' } }),
    )
    await tap('Here')
    await told('200 object')
    await tap('Elsewhere')
    await told('request:fail url not in domain list')
  })
})

describe('forms', () => {
  beforeAll(() => open('forms'))

  test('a button of an app without the newer style fills its line', async () => {
    await open('media')
    const button = page.locator('wx-button').first()
    expect(await button.evaluate(({ clientWidth }) => clientWidth)).toBe(375)
    await open('forms')
  })

  test('a slider gives the step that is nearest', async () => {
    await page.locator('wx-slider input').click({ position: { x: 120, y: 10 } })
    await told('change 5')
  })

  test('a progress bar is as long as its share', async () => {
    const share = await page
      .locator('wx-progress i')
      .evaluate((fill) => fill.clientWidth / (fill.parentElement?.clientWidth ?? 0))
    expect(share).toBeCloseTo(0.4)
    await page.getByText('40%').waitFor()
  })

  test('a wheel of a picker view is turned by a finger', async () => {
    await drag('wx-picker-view-column', 0, -34)
    await told('change [1]')
  })

  test('a picker of several columns tells of each turn and follows the new range', async () => {
    await tap('Two')
    await drag('.wheel', 0, -34)
    await page.locator('.wheel', { hasText: 'b1' }).waitFor()
    await page.getByRole('button', { name: 'OK' }).click()
    await told('change [1,0]')
  })

  test('a picker of regions begins where its value says', async () => {
    await tap('Region')
    await page.locator('.wheel', { hasText: '南山区' }).waitFor()
    await page.getByRole('button', { name: 'OK' }).click()
    await told('change ["广东省","深圳市","南山区"]')
  })

  test('a textarea tells how many lines it has', async () => {
    await page.locator('textarea').fill('a\nb\nc')
    await told('3 lines')
  })
})

describe('queries and animations', () => {
  beforeAll(() => open('query'))

  test('scroll-into-view moves its own view only', async () => {
    await tap('Into')
    await page.waitForFunction(() => document.querySelector('wx-scroll-view')?.scrollTop === 1000)
    expect(await page.locator('wx-page').evaluate(({ scrollTop }) => scrollTop)).toBe(0)
  })

  test('a query gives the computed style', async () => {
    await tap('Styled')
    await told('{"color":"rgb(1, 2, 3)","fontSize":"20px","width":50,"height":20}')
  })

  test('animate moves a node, and says when it is done', async () => {
    await tap('Move')
    await told('moved')
    expect((await page.locator('.box').boundingBox())?.x).toBe(40)
  })

  test('an animation of createAnimation plays on its component', async () => {
    await tap('Created')
    await page.waitForFunction(
      () => getComputedStyle(document.querySelector('.box') ?? document.body).opacity === '0.5',
    )
  })

  test('a hold is a longtap too', async () => {
    await page.locator('.box').hover()
    await page.mouse.down()
    await told('longtap')
    await page.mouse.up()
  })
})
