import { card, openDesk } from '../support/desk'
import { unnamed, unreachedByTab } from '../support/reach'

// Functions are built and loaded anew several times.
jest.setTimeout(180_000)

const desk = openDesk()
const alice = () => desk.phoneOf('alice')
const bob = () => desk.phoneOf('bob')
const banner = () => desk.page.getByRole('alert')
const outcomes = () => desk.page.locator('.break-in .outcome')

/** Presses "Try all" and waits for the outcome of every attack. */
async function tryAll(): Promise<string[]> {
  await desk.page.getByRole('tab', { name: '试着闯进去' }).click()
  await desk.page.getByRole('button', { name: '全部试一遍' }).click()
  await outcomes().nth(5).waitFor()
  return outcomes().allInnerTexts()
}

test('one press adds sample notes, and each is on the phone of its owner alone', async () => {
  await desk.page.getByRole('heading', { name: '两个人，一朵云，谁也看不到谁的笔记。' }).waitFor()
  await desk.page.getByRole('button', { name: '加几条示例笔记' }).click()
  await card(alice(), '体检报告').waitFor()
  await card(bob(), '红烧排骨').waitFor()
  await expect(card(bob(), '体检报告').count()).resolves.toBe(0)
})

test('Bob tries all six ways to get at Alice’s newest note, and gets nothing', async () => {
  const found = await tryAll()
  expect(found).toHaveLength(6)
  for (const text of found) expect(text).toMatch(/^Bob 没拿到别人的任何东西/)
  await expect(banner().isHidden()).resolves.toBe(true)
})

test('without the owner filter he sees it: his phone is red, her note has her badge, and the banner says why', async () => {
  await desk.page.locator('.filter').getByText('去掉', { exact: true }).click()
  await banner().waitFor()
  await card(bob(), '体检报告').waitFor()
  await bob().locator('[data-foreign="Alice 的"]', { hasText: '体检报告' }).waitFor()
  const text = await banner().innerText()
  expect(text).toMatch(/(Alice|Bob) 碰到了 .* 的 \d 条数据/)
  // The list leaks, and so do the whole notes that the phone reads to keep them.
  expect(text).toMatch(
    /notes\.(list|read)\s+cloudfunctions\/common\/cloud\.ts:\d+\s+← cloudfunctions\/common\/owned\.ts:\d+/,
  )
  expect(text).toMatch(/去掉的一行\s+cloudfunctions\/common\/owned\.ts:\d+\s+ownedBy\(this\.owner\),/)
  await expect(banner().locator('.missing').innerText()).resolves.toMatch(
    /where _openid (or unionid )?= (Alice|Bob)/,
  )
  await desk.page.locator('.phone.alarming').nth(1).waitFor()
})

test('the keyboard reaches everything there is then, and a screen reader can name it', async () => {
  expect(await unreachedByTab(desk.page)).toEqual([])
  expect(await unnamed(desk.page)).toEqual([])
})

test('then four of the six ways succeed, and the contract still refuses two', async () => {
  await desk.page.getByRole('tab', { name: '云函数调用' }).click()
  await desk.page.getByRole('tab', { name: '试着闯进去' }).click()
  const found = await tryAll()
  expect(found.filter((text) => /^Bob 拿到了 Alice/.test(text))).toHaveLength(4)
  expect(found.filter((text) => text.includes('INVALID_INPUT'))).toHaveLength(2)
})

test('once it is back all is well: nothing is red, and Bob’s phone shows nothing of hers', async () => {
  await banner().getByText('放回去').click()
  await banner().waitFor({ state: 'hidden' })
  await card(bob(), '体检报告').waitFor({ state: 'detached' })
  await card(bob(), '红烧排骨').waitFor()
  await expect(bob().locator('[data-foreign]').count()).resolves.toBe(0)
  for (const text of await tryAll()) expect(text).toMatch(/^Bob 没拿到别人的任何东西/)
})
