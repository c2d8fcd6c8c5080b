import { back, body, button, card, openDesk, shown, type Phone } from '../support/desk'

jest.setTimeout(120_000)

const desk = openDesk()
const alice = () => desk.phoneOf('alice')
const title = (phone: Phone) => phone.locator('input:visible').first()

test('return goes on with a checklist, twice it ends it, and the caret stays where one types', async () => {
  await alice().getByText('写笔记').locator('visible=true').first().click()
  await title(alice()).fill('出门')
  await button(alice(), '清单').click()
  await body(alice()).pressSequentially('茶\n牛奶\n\n完')
  await expect(body(alice()).inputValue()).resolves.toBe('☐ 茶\n☐ 牛奶\n完')
  await shown(alice(), '已保存')
})

test('the note is read with boxes once its field is left; a tap ticks one, and the list counts', async () => {
  await title(alice()).click()
  await alice().getByRole('checkbox', { name: '牛奶' }).click()
  await alice().locator('[role="checkbox"][aria-checked="true"]').waitFor()
  await shown(alice(), '已保存')
  await back(alice())
  await card(alice(), '✓ 1/2').waitFor()
})

test('what is done goes to the end, and a tap on a line writes on there', async () => {
  await card(alice(), '出门').click()
  await alice().getByRole('checkbox', { name: '牛奶' }).click()
  await alice().getByRole('checkbox', { name: '茶' }).click()
  await alice().getByText('已完成的移到最后').click()
  await alice().getByRole('textbox').filter({ hasText: '牛奶' }).first().click()
  await body(alice()).pressSequentially('两瓶')
  await expect(body(alice()).inputValue()).resolves.toBe('☐ 牛奶两瓶\n☑ 茶\n完')
})

test('a note that was changed elsewhere says so in a bar while one types, and compares once the field is left', async () => {
  await back(alice())
  await desk.set(1, 'Alice有 UNIONID · 本小程序')
  const [here, there] = [desk.phoneAt(0), desk.phoneAt(1)]
  const lastLine = (phone: Phone) => phone.getByRole('textbox').filter({ hasText: '完' }).first()
  await card(here, '出门').click()
  await lastLine(here).waitFor()
  await card(there, '出门').click()
  await lastLine(there).click()
  await body(there).fill('在那里写的')
  await shown(there, '已保存')
  await lastLine(here).click()
  await body(here).pressSequentially('在这里写的')
  await shown(here, '这条笔记在别处也改过')
  await expect(here.getByText('两份都保留').count()).resolves.toBe(0)
  await title(here).focus()
  await title(here).blur()
  await shown(here, '两份都保留')
  await shown(here, '选择保留哪一份')
})
