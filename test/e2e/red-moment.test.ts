import { statSync } from 'node:fs'
import { join } from 'node:path'
import { card, openDesk, tab } from '../support/desk'

// Functions are built and loaded anew.
jest.setTimeout(180_000)

/** What both READMEs show: the moment in which the owner filter is gone. `PICTURES=1` takes the pictures anew. */
const languages = [
  {
    locale: 'zh-CN',
    file: 'red-moment.zh-CN.png',
    samples: '加几条示例笔记',
    breakIn: '试着闯进去',
    calls: '云函数调用',
    removed: '去掉',
    hers: '体检报告',
    badge: 'Alice 的',
    me: '我的',
    notes: '笔记',
    headline: 'Bob 碰到了 Alice、Carol 的 5 条数据',
    missing: '少了这个条件',
  },
  {
    locale: 'en-GB',
    file: 'red-moment.png',
    samples: 'Add sample notes',
    breakIn: 'Try to break in',
    calls: 'Calls',
    removed: 'Removed',
    hers: 'Blood test',
    badge: 'Alice’s',
    me: 'Me',
    notes: 'Notes',
    headline: 'Bob reached 5 documents of Alice and Carol',
    missing: 'missing',
  },
]

describe.each(languages)('the red moment in $locale', ({ locale, file, ...words }) => {
  const desk = openDesk(undefined, locale)
  const picture = join(__dirname, '../../docs', file)

  test('names who reached whose notes, shows the condition that is missing, and marks her note on his phone', async () => {
    const { page } = desk
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.getByRole('button', { name: words.samples }).click()
    await card(desk.phoneOf('alice'), words.hers).waitFor()
    await page.getByRole('tab', { name: words.breakIn }).click()
    await page.locator('.filter').getByText(words.removed, { exact: true }).click()
    const bob = desk.phoneOf('bob')
    const banner = page.getByRole('alert')
    await page.getByRole('tab', { name: words.calls, exact: true }).click()
    await page
      .locator('.call.violating', { hasText: /^Bob\s*notes\.list/ })
      .first()
      .waitFor()
    // So that his list is the last call.
    await tab(bob, words.me)
    await tab(bob, words.notes)
    await bob.locator(`[data-foreign="${words.badge}"]`, { hasText: words.hers }).waitFor()
    await banner.getByRole('heading', { name: words.headline }).waitFor()
    await expect(banner.locator('.missing').innerText()).resolves.toMatch(
      new RegExp(`where _openid = Bob\\s*${words.missing}`),
    )
    await page.locator('.steps .close').click()
    if (!process.env['PICTURES']) return
    await page.mouse.move(0, 0)
    await page.screenshot({ path: picture })
  })

  test('is shown by a picture under 200 kB', () => {
    expect(statSync(picture).size).toBeLessThan(200_000)
  })
})
