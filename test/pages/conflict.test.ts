import type { Note } from '../../shared/notes'
import { compareLines, type Line } from '../../miniprogram/pages/conflict/diff'
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

  test('folds what is the same on both sides, and keeps its ends for orientation', async () => {
    const { page } = await collide()
    expect(page.texts('.line')).toEqual([
      ...['Mine', 'one', '……相同的 4 行……', 'six'],
      ...['one', '……相同的 4 行……', 'six', 'Theirs'],
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

describe('the lines of two texts', () => {
  const marked = (lines: Line[]) => lines.map(({ text, differs }) => (differs ? `*${text}` : text)).join(' ')
  const compare = (a: string, b: string) =>
    compareLines(a.replaceAll(' ', '\n'), b.replaceAll(' ', '\n')).map(marked)

  test.each([
    ['a b c', 'a b c', 'a b c', 'a b c'],
    ['a b c', 'a x c', 'a *b c', 'a *x c'],
    ['a b', 'a b c', 'a b', 'a b *c'],
    ['b c', 'a b c', 'b c', '*a b c'],
    ['a b c d e', 'a c x e', 'a *b c *d e', 'a c *x e'],
    ['a a a', 'a a', 'a a *a', 'a a'],
    ['x a y b z', 'a b', '*x a *y b *z', 'a b'],
    ['a b', 'b a', '*a b', 'b *a'],
    ['', 'a', '*', '*a'],
  ])('%s | %s', (a, b, left, right) => {
    expect(compare(a, b)).toEqual([left, right])
  })

  test('differ as a whole between the first and the last difference when there are too many', () => {
    const many = (prefix: string) => Array.from({ length: 1500 }, (_, i) => `${prefix}${i % 7}`).join(' ')
    const [left] = compare(`same ${many('a')} end`, `same ${many('b')} end`)
    expect(left?.split(' ').filter((text) => !text.startsWith('*'))).toEqual(['same', 'end'])
  })
})
