import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import people from '../../tools/people.json'
import { back, body, button, card, openDesk, shown, tab, write } from '../support/desk'

jest.setTimeout(120_000)

const desk = openDesk()
const alice = () => desk.phoneOf('alice')
const bob = () => desk.phoneOf('bob')

test('Alice writes a note, and it never shows on the phone of Bob', async () => {
  await shown(alice(), '只有你自己看得到。')
  await write(alice(), '买茶', '龙井二两')
  await write(bob(), '还书', '图书馆')
  await expect(card(bob(), '买茶').count()).resolves.toBe(0)
  await expect(card(alice(), '还书').count()).resolves.toBe(0)
})

test('she opens it again, and changes it', async () => {
  await card(alice(), '买茶').click()
  await expect(body(alice()).inputValue()).resolves.toBe('龙井二两')
  await body(alice()).fill('乌龙三两')
  await shown(alice(), '已保存')
  await back(alice())
  await card(alice(), '乌龙三两').waitFor()
})

test('the page about her says who the cloud says she is, and hides the OPENID until it is tapped', async () => {
  const { openid } = people.alice
  await tab(alice(), '我的')
  await shown(alice(), `${openid.slice(0, 4)}…${openid.slice(-4)}`)
  await expect(alice().getByText(openid).count()).resolves.toBe(0)
  await alice().getByText('显示').first().click()
  await shown(alice(), openid)
})

test('the authentication test answers, and unfolds its result', async () => {
  await alice().getByText('测试身份认证').click()
  await shown(alice(), 'Authentication successful')
})

test('Bob, who has no UNIONID, is told so', async () => {
  await tab(bob(), '我的')
  await shown(bob(), '未获取')
  await tab(bob(), '笔记')
})

test('a change of a source file reloads the phones within a moment, and the page they are on is kept', async () => {
  const markup = join(__dirname, '../../miniprogram/pages/me/me.wxml')
  const before = readFileSync(markup, 'utf8')
  try {
    writeFileSync(
      markup,
      before.replace('<view class="page">', '<view class="page"><text>it-was-changed</text>'),
    )
    await shown(alice(), 'it-was-changed')
    await shown(alice(), 'OPENID')
  } finally {
    writeFileSync(markup, before)
  }
  await alice().getByText('it-was-changed').waitFor({ state: 'detached' })
  await tab(alice(), '笔记')
})

test('the call list shows each call with its round trips', async () => {
  await desk.page.getByText('notes.create').first().waitFor()
  await desk.page.getByText('getUserInfo').first().waitFor()
})

test('after Ctrl-C and a new start, the notes are there again', async () => {
  await desk.restart()
  await card(alice(), '乌龙三两').waitFor()
  await card(bob(), '还书').waitFor()
  await expect(card(bob(), '买茶').count()).resolves.toBe(0)
})

test('a deleted note can be taken back at once', async () => {
  await card(alice(), '买茶').click()
  await button(alice(), '删除').click()
  await alice().getByText('撤销').click()
  await card(alice(), '买茶').waitFor()
})

test('or later from the trash, where it is deleted for good only after a question', async () => {
  await card(alice(), '买茶').click()
  await button(alice(), '删除').click()
  await card(alice(), '买茶').waitFor({ state: 'detached' })
  await tab(alice(), '我的')
  await alice().getByText('回收站').first().click()
  await card(alice(), '买茶').click()
  await button(alice(), '恢复').click()
  await back(alice())
  await shown(alice(), '回收站是空的。')
  await back(alice())
  await tab(alice(), '笔记')
  await card(alice(), '买茶').click()
  await button(alice(), '删除').click()
  await tab(alice(), '我的')
  await alice().getByText('回收站').first().click()
  await card(alice(), '买茶').click({ delay: 600 })
  await alice().getByText('彻底删除', { exact: true }).last().click()
  await alice().locator('[role="dialog"]').getByText('删除', { exact: true }).last().click()
  await shown(alice(), '回收站是空的。')
  await back(alice())
  await tab(alice(), '笔记')
})

test('a tag and a word find a note again', async () => {
  await write(bob(), '会议', '周一 10 点 (B 座)')
  await card(bob(), '会议').click()
  await button(bob(), '标签').click()
  const tag = bob().locator('wx-tag-editor input')
  await tag.fill(' ＷＯＲＫ ')
  await tag.press('Enter')
  await shown(bob(), '已保存')
  await back(bob())
  const search = bob().locator('wx-search-field input')
  await search.fill('(b 座)')
  await card(bob(), '还书').waitFor({ state: 'detached' })
  await card(bob(), '会议').waitFor()
  await search.fill('.*')
  await shown(bob(), '没有找到相关的笔记。')
  await bob().getByText('显示全部笔记').click()
  await card(bob(), '还书').waitFor()
})

test('all that is hers goes into one file, and after the typed word nothing is left, but all of his is', async () => {
  await write(alice(), '要带走的', '全部')
  await tab(alice(), '我的')
  await alice().getByText('我的数据').first().click()
  await alice().getByText('导出全部笔记').click()
  const download = desk.page.waitForEvent('download')
  await alice().getByText('发送文件').click()
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as { notes: object[] }
  expect(file.notes).toMatchObject([{ title: '要带走的', body: '全部' }])

  await button(alice(), '删除全部数据').click()
  await alice().locator('wx-erase-card input').fill('删除')
  await button(alice(), '删除全部数据').click()
  await shown(alice(), '只有你自己看得到。')
  await card(bob(), '还书').waitFor()
})
