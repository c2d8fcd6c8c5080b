import fc from 'fast-check'
import type { Note } from '../../shared/notes'
import { compareLines, compareWords, type Line } from '../../miniprogram/pages/conflict/diff'
import { Draft } from '../../miniprogram/stores/draft'
import { confirmHolder } from '../../miniprogram/common/holder'
import { forgetAll } from '../../miniprogram/common/kept'
import { findDraft, sendNow, startOutbox, waitingNotes, write } from '../../miniprogram/stores/outbox'
import { open } from '../support/page'
import { phone, wxCalls } from '../support/wx'
import { asked, givenNotes, note, ok, refused } from './given'

const id = 'a'.repeat(32)
const body = ['one', 'two', 'three', 'four', 'five', 'six'].join('\n')

beforeAll(startOutbox)
beforeEach(async () => {
  givenNotes({})
  await confirmHolder()
})
afterEach(forgetAll)

/** A note that was changed here and elsewhere, and the page that compares the two. */
async function collide(theirs: Partial<Note> = {}) {
  const there = note({ body: `${body}\nTheirs`, rev: 5, updatedAt: Date.now() - 120_000, ...theirs })
  givenNotes({
    create: (content) => ok({ note: note({ ...content, id: 'b'.repeat(32) }) }),
    update: ({ rev }) =>
      rev === 5
        ? ok({ id, rev: 6, updatedAt: Date.now() })
        : refused({ code: 'CONFLICT', message: '', details: { current: there } }),
  })
  const draft = Draft.of(note({ body }))
  write(draft, { ...draft.content, title: 'Mine', body: `Mine\n${body}` })
  await sendNow()
  wxCalls.callFunction.mockClear()
  return { draft, page: await open('conflict', { id }) }
}

describe('the page for a note that was changed here and elsewhere', () => {
  test('shows both, with their times, and marks what differs', async () => {
    const { page } = await collide({ tags: ['x'] })
    expect(page.texts('.name')).toEqual(['这台手机', '别处'])
    expect(page.texts('.age')).toEqual(['刚刚', '2 分钟前'])
    expect(page.texts('.title')).toEqual(['Mine', 'Tea'])
    expect(page.texts('.differs')).toEqual(['Mine', 'Mine', 'Tea', 'x', 'Theirs'])
  })

  test('marks words, and says of each line whether it differs', async () => {
    const { page } = await collide({ title: 'Mine', body: `Not mine\n${body}` })
    expect(page.texts('.line')).toEqual([
      ...['Mine', 'one', '……4 行相同……', 'six'],
      ...['Not mine', 'one', '……4 行相同……', 'six'],
    ])
    expect(page.texts('.differs').join()).toBe('Mine,Not mine')
    expect(page.data.cards).toMatchObject([
      {},
      { lines: [{ label: '不同 Not mine' }, { label: 'one' }, {}, {}] },
    ])
  })

  test('says where there is no title', async () => {
    const { page } = await collide({ title: '' })
    expect(page.texts('.title')).toEqual(['Mine', '无标题'])
  })

  test('folds what is the same on both sides, and keeps its ends for orientation', async () => {
    const { page } = await collide()
    expect(page.texts('.line')).toEqual([
      ...['Mine', 'one', '……4 行相同……', 'six'],
      ...['one', '……4 行相同……', 'six', 'Theirs'],
    ])
  })

  test('keeps this phone’s as the newest revision', async () => {
    const { draft, page } = await collide()
    await page.tap('.keep')
    expect(asked()).toMatchObject([['update', { id, rev: 5, title: 'Mine', body: `Mine\n${body}` }]])
    expect(draft.state).toEqual({ kind: 'saved' })
    expect(waitingNotes()).toEqual([])
    expect(wxCalls.navigateBack).toHaveBeenCalledTimes(1)
  })

  test('keeps the other, and sends nothing', async () => {
    const { draft, page } = await collide()
    await page.tap('.card:last-child .keep')
    expect(asked()).toEqual([])
    expect(draft.content).toMatchObject({ title: 'Tea', body: `${body}\nTheirs` })
    expect(findDraft(id)).toBeUndefined()
    expect(wxCalls.navigateBack).toHaveBeenCalledTimes(1)
  })

  test('keeps both: this phone’s becomes a note of its own', async () => {
    const { draft, page } = await collide()
    await page.tap('.both')
    expect(asked()).toMatchObject([['create', { title: 'Mine', body: `Mine\n${body}` }]])
    expect(draft.content).toMatchObject({ title: 'Tea', body: `${body}\nTheirs` })
    expect(waitingNotes()).toEqual([])
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '已存为两条笔记', icon: 'success' })
  })

  test('leaves everything as it is when it is closed', async () => {
    const { draft, page } = await collide()
    await page.call('onUnload')
    expect(draft.state.kind).toBe('conflict')
    expect(asked()).toEqual([])
  })

  test('closes by itself when nothing is in conflict', async () => {
    phone.pagesBelow = false
    await open('conflict', { id: 'c'.repeat(32) })
    expect(wxCalls.switchTab).toHaveBeenCalledWith(expect.objectContaining({ url: '/pages/notes/notes' }))
  })
})

/** What differs stands in brackets. */
const marked = (line: Line) => line.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('')

describe('the lines of two texts', () => {
  const compare = (a: string, b: string) =>
    compareLines(a.replaceAll(' ', '\n'), b.replaceAll(' ', '\n')).map((lines) => lines.map(marked).join(' '))

  test.each([
    ['a b c', 'a b c', 'a b c', 'a b c'],
    ['a b c', 'a x c', 'a [b] c', 'a [x] c'],
    ['a b', 'a b c', 'a b', 'a b [c]'],
    ['b c', 'a b c', 'b c', '[a] b c'],
    ['a b c d e', 'a c x e', 'a [b] c [d] e', 'a c [x] e'],
    ['a a a', 'a a', 'a a [a]', 'a a'],
    ['x a y b z', 'a b', '[x] a [y] b [z]', 'a b'],
    ['a b', 'b a', '[a] b', 'b [a]'],
    ['', 'a', '', '[a]'],
    ['a x-y-z c', 'a x-y-w c', 'a x-y-[z] c', 'a x-y-[w] c'],
    ['周一去买茶 a', '周三去买茶 b', '周[一]去买茶 [a]', '周[三]去买茶 [b]'],
  ])('%s | %s', (a, b, left, right) => {
    expect(compare(a, b)).toEqual([left, right])
  })

  test('that are too many are not compared between the first and the last difference', () => {
    const many = (prefix: string) => Array.from({ length: 1500 }, (_, i) => `${prefix}${i % 7}`).join(' ')
    const [left] = compare(`same ${many('a')} end`, `same ${many('b')} end`)
    expect(left?.split(' ').filter((text) => !text.startsWith('['))).toEqual(['same', 'end'])
  })

  test('are all there, in their order, whatever differs', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', ' ', '，', '茶', '\n', '😀'), { maxLength: 30 })
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const whole = (lines: Line[]) => lines.map((line) => line.map(({ text }) => text).join('')).join('\n')
        expect(compareLines(a.join(''), b.join('')).map(whole)).toEqual([a.join(''), b.join('')])
      }),
      { seed: 1 },
    )
  })
})

describe('the words of two texts', () => {
  test.each([
    ['Buy green tea', 'Buy black tea', 'Buy [green] tea', 'Buy [black] tea'],
    ['龙井二两', '乌龙二两', '龙[井]二两', '[乌]龙二两'],
    ['买3kg苹果', '买5kg苹果', '买[3kg]苹果', '买[5kg]苹果'],
    ['don’t go', 'do go', '[don’t] go', '[do] go'],
    ['ok 😀', 'ok 😁', 'ok [😀]', 'ok [😁]'],
    // Nearly nothing is common, so that single words would mislead.
    ['see you on Monday at the station', 'we will not come on Friday', '', ''],
    // What is common between two differences is a blank, or a character by chance.
    ['one red dog runs', 'one big cat runs', 'one [red dog] runs', 'one [big cat] runs'],
    ['买红富士的苹果两斤', '买进口货的车厘子两斤', '买[红富士的苹果]两斤', '买[进口货的车厘子]两斤'],
    [
      '我们明天早上的火车去北京',
      '我们后天晚上的飞机去北京',
      '我们[明]天[早]上的[火车]去北京',
      '我们[后]天[晚]上的[飞机]去北京',
    ],
  ])('%s | %s', (a, b, left, right) => {
    expect(compareWords(a, b).map(marked)).toEqual([left || `[${a}]`, right || `[${b}]`])
  })

  test('are found in a long paragraph that was changed at both ends', () => {
    const middle = '一二三四五六七八九十'.repeat(1900)
    expect(compareWords(`甲${middle}乙`, `丙${middle}丁`).map(marked)).toEqual([
      `[甲]${middle}[乙]`,
      `[丙]${middle}[丁]`,
    ])
  })
})
