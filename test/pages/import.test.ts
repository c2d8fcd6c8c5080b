import type { ImportPage } from '../../shared/account'
import { importLimits } from '../../shared/import-limits'
import type { Note } from '../../shared/notes'
import { forgetting } from '../../miniprogram/common/kept'
import { open, pass } from '../support/page'
import { phone, wxCalls } from '../support/wx'
import { later, note, offline, ok } from './given'

/*
 * My data: a file that was exported comes in again.
 */

const path = 'http://tmp/chosen.json'
const openid = 'oAlice0123456789wxyz'
/** What the cloud has. */
let there: Set<string>
/** What came in by each call. */
let sent: { page: ImportPage; dryRun: boolean }[]
let answer: () => unknown

beforeEach(() => {
  there = new Set()
  sent = []
  answer = () => undefined
  phone.cloud = (name, data) => {
    if (name === 'getUserInfo') return { openid, appid: 'wx0123456789abcdef', unionid: null }
    const { action, input } = data as { action: string; input: (typeof sent)[number] }
    if (action === 'usage') return ok({ notes: { count: there.size, characters: 0 } })
    if (name !== 'account' || action !== 'import') throw new Error(`unexpected call of ${name}.${action}`)
    return answer() ?? carryOut(input)
  }
})

function carryOut(input: (typeof sent)[number]) {
  sent.push(input)
  const ids = input.page.documents.map(({ id }) => id)
  const missing = ids.filter((id) => !there.has(id))
  if (!input.dryRun) missing.forEach((id) => there.add(id))
  return ok({ added: missing.length, present: ids.length - missing.length })
}

const notes = (count: number, more: Partial<Note> = {}): Note[] =>
  Array.from({ length: count }, (_, i) => note({ id: String(i).padStart(32, '0'), ...more }))
const fileOf = (content: object) => ({ app: 'notes', version: '0.1.0', exportedAt: '2026-03-09', ...content })

/** Opens My data, and chooses a file with this text. */
async function chosen(text: string, size = text.length) {
  phone.files.set(path, text)
  phone.chosenFile = { path, size }
  const page = await open('my-data')
  await page.tap('import-card .action')
  return page
}
const chosenNotes = (some: Note[]) => chosen(JSON.stringify(fileOf({ notes: some })))
const message = (page: Awaited<ReturnType<typeof open>>) => page.texts('import-card .progress')[0]

test('a chosen file is looked at first: it says what it holds, and adds nothing', async () => {
  there = new Set(notes(3).map(({ id }) => id))
  const page = await chosenNotes(notes(12))
  expect(message(page)).toBe('文件里有 12 条笔记，其中 3 条这里已经有了。')
  expect(page.texts('import-card .answer')).toEqual(['取消', '导入'])
  expect(sent.every(({ dryRun }) => dryRun)).toBe(true)
  expect(there.size).toBe(3)
})

test('after a tap what is missing is added, the list asks again, and the usage is told anew', async () => {
  there = new Set(notes(3).map(({ id }) => id))
  const page = await chosenNotes(notes(12))
  const heard = jest.fn()
  const end = forgetting.subscribe(heard)
  await page.tap('import-card .import')
  end()
  expect(message(page)).toBe('已导入 9 条笔记')
  expect(there.size).toBe(12)
  expect(heard).toHaveBeenCalledWith('copies')
  expect(page.texts('.used')[0]).toBe('12 / 10,000')
})

test('it can be thought better of', async () => {
  const page = await chosenNotes(notes(2))
  await page.tap('import-card .answer')
  expect(page.texts('import-card .action')).toEqual(['选择文件'])
  expect(page.has('import-card .progress')).toBe(false)
  expect(there.size).toBe(0)
})

test('a file that is here already, and one without notes, have nothing to import', async () => {
  there = new Set(notes(2).map(({ id }) => id))
  expect(message(await chosenNotes(notes(2)))).toBe('文件里的 2 条笔记，这里都已经有了。')
  const page = await chosenNotes([])
  expect(message(page)).toBe('文件里没有笔记。')
  expect(page.has('import-card .import')).toBe(false)
})

test('a call carries a bounded number of notes, and of characters', async () => {
  await chosenNotes(notes(importLimits.documents + 1))
  expect(sent.map(({ page }) => page.documents.length)).toEqual([importLimits.documents, 1])
  sent = []
  await chosenNotes(notes(5, { body: 'x'.repeat(importLimits.characters / 2 - 1_000) }))
  expect(sent.map(({ page }) => page.documents.length)).toEqual([2, 2, 1])
  sent = []
  await chosenNotes(notes(2, { body: 'x'.repeat(importLimits.characters) }))
  expect(sent.map(({ page }) => page.documents.length)).toEqual([1, 1])
})

test('every collection of a file is taken', async () => {
  const entries = [{ id: 'e'.repeat(32) }]
  const page = await chosen(JSON.stringify(fileOf({ notes: notes(1), empty: [], entries })))
  expect(message(page)).toBe('文件里有 2 条笔记，这里都还没有。')
  expect(sent.map(({ page }) => page.collection)).toEqual(['notes', 'entries'])
})

describe('a file that cannot be imported says so, and no call is made:', () => {
  test.each([
    ['没有导入：文件读不出来，可能坏了。', '{"app":"notes","notes":[{'],
    ['没有导入：这不是从这里导出的文件。', '[]'],
    ['没有导入：这不是从这里导出的文件。', 'null'],
    ['没有导入：这不是从这里导出的文件。', '{"title":"another app’s"}'],
    ['没有导入：这不是从这里导出的文件。', JSON.stringify(fileOf({ app: 'others', notes: [] }))],
    ['没有导入：这不是从这里导出的文件。', JSON.stringify(fileOf({ notes: {} }))],
    ['没有导入：这不是从这里导出的文件。', JSON.stringify(fileOf({ notes: ['text'] }))],
    ['没有导入：文件是用更新的版本导出的，请先更新小程序。', JSON.stringify(fileOf({ version: '0.10.0' }))],
    ['没有导入：文件是用更新的版本导出的，请先更新小程序。', JSON.stringify(fileOf({ version: '0.1.0.1' }))],
  ])('%s', async (sentence, text) => {
    const page = await chosen(text)
    expect(message(page)).toBe(sentence)
    expect(page.texts('import-card .action')).toEqual(['选择文件'])
    expect(sent).toEqual([])
  })

  test('one larger than WeChat reads', async () => {
    expect(message(await chosen('{}', 100 * 1024 * 1024 + 1))).toBe('没有导入：文件超过了 100 MB。')
  })

  test('one that is gone', async () => {
    phone.chosenFile = { path: 'http://tmp/gone', size: 2 }
    const page = await open('my-data')
    await page.tap('import-card .action')
    expect(message(page)).toBe('没有导入：文件读不出来，可能坏了。')
  })
})

test('a file of an older version is taken', async () => {
  const page = await chosen(JSON.stringify(fileOf({ version: '0.0.9', notes: notes(1) })))
  expect(page.has('import-card .import')).toBe(true)
})

test('a file in which the cloud finds something wrong is refused before anything is added', async () => {
  const refusal = { code: 'INVALID_INPUT', message: '', details: { problems: [] } }
  answer = () => (sent.length === 1 ? { ok: false, error: refusal } : undefined)
  const page = await chosenNotes(notes(importLimits.documents + 1))
  expect(message(page)).toBe('没有导入：文件里有不符合要求的内容。')
  expect(there.size).toBe(0)
})

test('an import that is cut off says so, and goes on where it stopped', async () => {
  const page = await chosenNotes(notes(importLimits.documents + 1))
  sent = []
  answer = () => (sent.length === 1 ? offline() : undefined)
  await page.tap('import-card .import')
  expect(page.texts('import-card error-card .message')).toEqual(['连不上云端，请检查网络后再试。'])
  expect(message(page)).toBe('正在导入 20 / 21 条')
  answer = () => undefined
  await page.tap('import-card error-card .retry')
  expect(sent.map(({ page }) => page.documents.length)).toEqual([20, 1])
  expect(message(page)).toBe('已导入 21 条笔记')
})

test('a quota that is used up ends it with the sentence for that', async () => {
  const page = await chosenNotes(notes(1))
  answer = () => ({ ok: false, error: { code: 'LIMIT_EXCEEDED', message: '' } })
  await page.tap('import-card .import')
  expect(page.texts('import-card error-card .message')[0]).toContain('空间用完了')
})

test('it stops when the page is left, and what has come in by then is in the list', async () => {
  const page = await chosenNotes(notes(importLimits.documents + 1))
  sent = []
  const late = later<unknown>()
  answer = () => late.promise
  await page.tap('import-card .import')
  const heard = jest.fn()
  const end = forgetting.subscribe(heard)
  await page.close()
  late.fulfil(ok({ added: 20, present: 0 }))
  await pass()
  end()
  expect(sent).toEqual([])
  expect(heard).toHaveBeenCalledWith('copies')
})

test('closing the dialog changes nothing', async () => {
  const page = await open('my-data')
  await page.tap('import-card .action')
  expect(page.has('import-card .progress')).toBe(false)
  expect(wxCalls.chooseMessageFile).toHaveBeenCalledWith(
    expect.objectContaining({ count: 1, type: 'file', extension: ['json'] }),
  )
})
