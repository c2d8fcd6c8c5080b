import type { NoteSummary } from '../../shared/notes'
import { noteChanges, type Change } from '../../miniprogram/stores/changes'
import { daysLeft } from '../../miniprogram/pages/trash/days-left'
import { open as openPage, pass, type Shown } from '../support/page'
import { phone, wxCalls } from '../support/wx'
import {
  asked,
  givenNotes,
  later,
  note,
  offline,
  ok,
  refused,
  summaries,
  summary,
  type ListAnswer,
} from './given'

const day = 86_400_000
const opened: Shown[] = []
const open = async (): Promise<Shown> => {
  const page = await openPage('trash')
  opened.push(page)
  return page
}
beforeEach(async () => {
  for (const page of opened.splice(0)) await page.call('onUnload')
})

/** What lies in the trash, the first one since `days` days. */
const thrown = (count: number, from = 0, days = 0): NoteSummary[] =>
  summaries(count, from).map((note, i) => ({ ...note, rev: 2, deletedAt: Date.now() - (days + i) * day }))
const lying = (notes = thrown(3), nextCursor: string | null = null) => ok({ notes, nextCursor })
const titles = (page: Shown) => page.texts('note-card .title')
const id = (n: number) => summaries(1, n)[0]?.id ?? ''

const choose = async (page: Shown, choice: string) => {
  phone.choice = choice
  await page.fire('longpress', 'note-card .title')
}

describe('the trash', () => {
  test('shows what was deleted last on top, and how long it stays', async () => {
    const answer = later<ListAnswer>()
    givenNotes({ trash: () => answer.promise })
    const page = await open()
    expect(page.all('skeleton .card')).toHaveLength(3)
    answer.fulfil(lying(thrown(3, 0, 28)))
    await pass()
    expect(titles(page)).toEqual(['Note 0', 'Note 1', 'Note 2'])
    expect(page.texts('note-card .time')).toEqual(['剩 2 天', '剩 1 天', '即将彻底删除'])
    expect(page.all('note-card .faded')).toHaveLength(3)
    expect(wxCalls.setNavigationBarTitle).toHaveBeenCalledWith({ title: '回收站' })
  })

  test('says what it is for when it is empty', async () => {
    givenNotes({ trash: () => lying([]) })
    const page = await open()
    expect(page.texts('empty-state .text')).toEqual(['回收站是空的。 删除的笔记会在这里保留 30 天。'])
    expect(page.has('empty-state .act')).toBe(false)
  })

  test('says why it could not be loaded, and keeps what was there', async () => {
    givenNotes({ trash: offline })
    const page = await open()
    expect(page.texts('error-card .message')).toEqual(['连不上云端，请检查网络后再试。'])
    givenNotes({ trash: () => lying() })
    await page.tap('error-card .retry')
    expect(titles(page)).toHaveLength(3)
    givenNotes({ trash: offline })
    await page.call('onPullDownRefresh')
    expect(page.has('error-card')).toBe(true)
    expect(titles(page)).toHaveLength(3)
    expect(wxCalls.stopPullDownRefresh).toHaveBeenCalledTimes(1)
  })

  test('adds the next page below, once, and says when that fails', async () => {
    const fault = refused({ code: 'INTERNAL', message: '', details: { requestId: '' } })
    givenNotes({ trash: ({ cursor }) => (cursor ? fault : lying(thrown(20), 'c1')) })
    const page = await open()
    await page.call('onReachBottom')
    expect(page.texts('error-card .message')).toEqual(['云端出了点问题，请稍后再试。'])

    givenNotes({ trash: () => lying(thrown(5, 20)) })
    const before = page.sent.length
    await Promise.all([page.tap('error-card .retry'), page.call('onReachBottom')])
    await page.call('onReachBottom')
    const paths = page.sent.slice(before).flatMap((data) => Object.keys(data))
    expect(paths.filter((path) => path.startsWith('blocks'))).toEqual(['blocks[1]'])
    expect(asked().map(([, input]) => input)).toEqual([{}, { cursor: 'c1' }, { cursor: 'c1' }])
    expect(titles(page)).toHaveLength(25)
  })

  test('draws only what is near the screen', async () => {
    givenNotes({ trash: ({ cursor }) => (cursor ? lying(thrown(5, 20)) : lying(thrown(20), 'c1')) })
    const page = await open()
    await page.call('onReachBottom')
    await page.sight('#block-0', 0, 2000)
    expect(titles(page)).toEqual(summaries(5, 20).map(({ title }) => title))
    await page.call('onPullDownRefresh')
    expect(page.watching).toEqual(['#block-0'])
    expect(titles(page)).toHaveLength(20)
  })

  test('lets go of a page that arrives after a refresh', async () => {
    const late = later<ListAnswer>()
    givenNotes({ trash: ({ cursor }) => (cursor ? late.promise : lying(thrown(2), 'c1')) })
    const page = await open()
    await page.call('onReachBottom')
    await page.call('onPullDownRefresh')
    late.fulfil(lying(thrown(5, 20)))
    await pass()
    expect(titles(page)).toEqual(['Note 0', 'Note 1'])
  })
})

describe('a note in the trash', () => {
  let changes: Change[]
  let stop: () => void
  beforeEach(() => {
    changes = []
    stop = noteChanges.subscribe((change) => changes.push(change))
  })
  afterEach(() => stop())

  test('is read with a tap; a long press offers to restore it and to delete it for good', async () => {
    givenNotes({ trash: () => lying() })
    const page = await open()
    await choose(page, '')
    expect(wxCalls.showActionSheet).toHaveBeenCalledWith(
      expect.objectContaining({ itemList: ['恢复', '彻底删除'] }),
    )
    await page.tap('note-card .title')
    expect(wxCalls.navigateTo).toHaveBeenCalledWith({ url: `/pages/note/note?id=${id(0)}` })
    expect(titles(page)).toHaveLength(3)
  })

  test('is restored, which the list hears of', async () => {
    givenNotes({ trash: () => lying(), restore: ({ id, rev }) => ok({ id, rev: rev + 1 }) })
    const page = await open()
    await choose(page, '恢复')
    expect(asked().pop()).toEqual(['restore', { id: id(0), rev: 2 }])
    expect(titles(page)).toEqual(['Note 1', 'Note 2'])
    expect(changes).toEqual([
      { kind: 'saved', note: expect.objectContaining({ id: id(0), rev: 3, deletedAt: null }) },
    ])
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '已恢复', icon: 'success' })
  })

  test('is deleted for good, after a question', async () => {
    givenNotes({ trash: () => lying(), destroy: ({ id }) => ok({ id }) })
    const page = await open()
    phone.modal = { confirm: false, cancel: true }
    await choose(page, '彻底删除')
    expect(wxCalls.showModal).toHaveBeenCalledWith(
      expect.objectContaining({ title: '彻底删除这条笔记？', content: '删除后无法恢复。' }),
    )
    expect(titles(page)).toHaveLength(3)

    phone.modal = { confirm: true, cancel: false }
    await choose(page, '彻底删除')
    expect(asked().pop()).toEqual(['destroy', { id: id(0), rev: 2 }])
    expect(titles(page)).toEqual(['Note 1', 'Note 2'])
  })

  test.each(['恢复', '彻底删除'])('is taken away when it is gone elsewhere: %s', async (choice) => {
    const gone = () => refused({ code: 'NOT_FOUND', message: '' })
    givenNotes({ trash: () => lying(), restore: gone, destroy: gone })
    const page = await open()
    await choose(page, choice)
    expect(titles(page)).toEqual(['Note 1', 'Note 2'])
    expect(wxCalls.showToast).toHaveBeenCalledWith({
      title: '找不到这条笔记，可能已经删除了。',
      icon: 'none',
    })
  })

  test('has the trash asked for again when it was restored elsewhere meanwhile', async () => {
    const conflict = () =>
      refused({ code: 'CONFLICT', message: '', details: { current: note({ id: id(0) }) } })
    givenNotes({ trash: () => lying(), destroy: conflict })
    const page = await open()
    givenNotes({ trash: () => lying(thrown(2, 1)), destroy: conflict })
    await choose(page, '彻底删除')
    expect(titles(page)).toEqual(['Note 1', 'Note 2'])
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '这条笔记在别处改过了。', icon: 'none' })
  })

  test('stays there when the cloud cannot be reached', async () => {
    givenNotes({ trash: () => lying(), restore: offline })
    const page = await open()
    await choose(page, '恢复')
    expect(titles(page)).toHaveLength(3)
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '连不上云端，请检查网络后再试。', icon: 'none' })
  })
})

describe('emptying the trash', () => {
  test('deletes all of it for good, down from what the person has seen, after a question', async () => {
    givenNotes({ trash: () => lying(), emptyTrash: () => ok({}) })
    const page = await open()
    phone.modal = { confirm: false, cancel: true }
    await page.tap('.clear')
    expect(asked().map(([action]) => action)).toEqual(['trash'])

    phone.modal = { confirm: true, cancel: false }
    givenNotes({ trash: () => lying([]), emptyTrash: () => ok({}) })
    await page.tap('.clear')
    expect(asked()).toContainEqual(['emptyTrash', { until: Date.now() }])
    expect(page.has('empty-state')).toBe(true)
    expect(page.has('.clear')).toBe(false)
  })

  test('says why it could not be done, and leaves everything there', async () => {
    givenNotes({ trash: () => lying(), emptyTrash: offline })
    const page = await open()
    await page.tap('.clear')
    expect(titles(page)).toHaveLength(3)
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '连不上云端，请检查网络后再试。', icon: 'none' })
  })
})

test('a note that is restored where it is read leaves the trash, down to the last', async () => {
  givenNotes({ trash: () => lying(thrown(1)) })
  const page = await open()
  noteChanges.emit({ kind: 'saved', note: summary({ id: id(0) }) })
  await pass()
  expect(page.has('empty-state')).toBe(true)
})

test.each([
  ['剩 30 天', 0],
  ['剩 30 天', 0.99],
  ['剩 29 天', 1],
  ['剩 1 天', 29.99],
  ['即将彻底删除', 30],
  ['即将彻底删除', 31],
  ['剩 30 天', -3],
])('%s after %s days', (words, days) => {
  expect(daysLeft(100 * day, (100 + days) * day)).toBe(words)
})
