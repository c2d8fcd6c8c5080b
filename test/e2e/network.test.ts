import { back, body, button, card, openDesk, shown, tab, write } from '../support/desk'

jest.setTimeout(120_000)

const desk = openDesk()
const [first, second] = [() => desk.phoneAt(0), () => desk.phoneAt(1)]

test('what is written without a network waits on the phone, outlives a restart, and is sent when it is back', async () => {
  await shown(second(), '只有你自己看得到。')
  await desk.set(1, '断开')
  await write(second(), '第一', '没有网', { ends: '等待同步' })
  await write(second(), '第二', '也没有网', { ends: '等待同步' })
  await desk.reopen()
  await card(second(), '第一').getByText('等待同步').waitFor()
  await card(second(), '第二').getByText('等待同步').waitFor()
  await desk.set(1, '正常')
  await second().getByText('等待同步').first().waitFor({ state: 'detached' })
  await expect(second().locator('wx-note-card').count()).resolves.toBe(2)
})

test('a phone that changes hands shows nothing of its former holder', async () => {
  await desk.set(1, 'Carol')
  await shown(second(), '只有你自己看得到。')
  await expect(second().locator('wx-note-card').count()).resolves.toBe(0)
  await desk.set(1, 'Bob')
  await card(second(), '第一').waitFor()
})

test('an answer that is lost makes no second note', async () => {
  await desk.set(1, '丢失')
  await write(second(), '只有一条', '', { ends: '等待同步' })
  await desk.set(1, '正常')
  await second().getByText('等待同步').first().waitFor({ state: 'detached' })
  await desk.reopen()
  await card(second(), '只有一条').waitFor()
  await expect(card(second(), '只有一条').count()).resolves.toBe(1)
})

test('a change on one phone shows on the other phone of the same person', async () => {
  await desk.set(0, 'Bob')
  await card(first(), '第一').waitFor()
  await write(first(), '写在另一台', '同一个人')
  await tab(second(), '我的')
  await tab(second(), '笔记')
  await card(second(), '写在另一台').waitFor()
})

test('two versions of one note are put side by side, and both can be kept', async () => {
  for (const phone of [first(), second()]) {
    await card(phone, '写在另一台').click()
    await expect(body(phone).inputValue()).resolves.toBe('同一个人')
  }
  await body(first()).fill('第一台写的')
  await shown(first(), '已保存')
  await back(first())
  await body(second()).fill('第二台写的')
  await second().getByText('这条笔记在别处也改过').click()
  await shown(second(), '两份都保留')
  await shown(second(), '第一台写的')
  await button(second(), '两份都保留').click()
  await shown(second(), '已保存')
  await back(second())
  await card(second(), '第一台写的').waitFor()
  await card(second(), '第二台写的').waitFor()
})
