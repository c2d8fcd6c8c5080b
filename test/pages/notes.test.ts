import { announce } from '../../miniprogram/stores/changes'
import { open, pass, type Shown } from '../support/page'
import { wxCalls } from '../support/wx'
import { asked, givenNotes, later, offline, ok, summaries, summary, type ListAnswer } from './given'

const titles = (page: Shown) => page.texts('note-card .title')
const listed = (notes = summaries(3), nextCursor: string | null = null) => ok({ notes, nextCursor })

describe('the list of notes', () => {
  test('shows grey cards while it loads, then the notes with their age and pin', async () => {
    const answer = later<ListAnswer>()
    givenNotes({ list: () => answer.promise })
    const page = await open('notes')
    expect(page.all('skeleton .card')).toHaveLength(3)
    expect(page.has('empty-state')).toBe(false)

    answer.fulfil(listed([summary({ pinned: true }), ...summaries(2, 1)]))
    await pass()
    expect(page.has('skeleton')).toBe(false)
    expect(titles(page)).toEqual(['Tea', 'Note 1', 'Note 2'])
    expect(page.texts('note-card .meta')).toEqual(['置顶刚刚', '1 分钟前', '2 分钟前'])
  })

  test('says what it is for when it is empty, and offers to write the first note', async () => {
    givenNotes({ list: () => listed([]) })
    const page = await open('notes')
    expect(page.texts('empty-state .text')).toEqual(['想到什么，就记在这里。 只有你自己看得到。'])
    expect(page.has('.write')).toBe(false)

    await page.tap('empty-state .act')
    expect(wxCalls.navigateTo).toHaveBeenCalledWith({ url: '/pages/note/note' })
  })

  test('opens the tapped note, and a new one with the round button', async () => {
    givenNotes({ list: () => listed([summary({ id: 'f'.repeat(32) })]) })
    const page = await open('notes')
    await page.tap('note-card .title')
    expect(wxCalls.navigateTo).toHaveBeenLastCalledWith({ url: `/pages/note/note?id=${'f'.repeat(32)}` })
    await page.tap('.write')
    expect(wxCalls.navigateTo).toHaveBeenLastCalledWith({ url: '/pages/note/note' })
  })

  test('says why it could not load, and loads when the person retries', async () => {
    givenNotes({ list: offline })
    const page = await open('notes')
    expect(page.texts('error-card .message')).toEqual(['连不上云端，请检查网络后再试。'])
    expect(page.has('empty-state')).toBe(false)

    givenNotes({ list: () => listed() })
    await page.tap('error-card .retry')
    expect(page.has('error-card')).toBe(false)
    expect(titles(page)).toHaveLength(3)
  })

  test('keeps what was there when a refresh fails', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    givenNotes({ list: offline })
    await page.call('onPullDownRefresh')
    expect(wxCalls.stopPullDownRefresh).toHaveBeenCalledTimes(1)
    expect(page.has('error-card')).toBe(true)
    expect(titles(page)).toEqual(['Note 0', 'Note 1', 'Note 2'])
  })

  test('names itself and the tabs in the language of the phone', async () => {
    givenNotes({ list: () => listed() })
    await open('notes')
    expect(wxCalls.setNavigationBarTitle).toHaveBeenCalledWith({ title: '笔记' })
    expect(wxCalls.setTabBarItem.mock.calls).toEqual([
      [{ index: 0, text: '笔记' }],
      [{ index: 1, text: '我的' }],
    ])
  })
})

describe('the next page', () => {
  const twoPages = () =>
    givenNotes({
      list: ({ cursor }) => (cursor === 'c1' ? listed(summaries(5, 20)) : listed(summaries(20), 'c1')),
    })

  test('is added below without sending the first one again', async () => {
    twoPages()
    const page = await open('notes')
    expect(page.all('skeleton .card')).toHaveLength(1)
    const before = page.sent.length

    await page.call('onReachBottom')
    const keys = page.sent.slice(before).flatMap((data) => Object.keys(data))
    expect(keys.filter((key) => key.startsWith('notes'))).toEqual([
      'notes[20]',
      'notes[21]',
      'notes[22]',
      'notes[23]',
      'notes[24]',
    ])
    expect(titles(page)).toEqual(summaries(25).map(({ title }) => title))
    expect(page.has('skeleton')).toBe(false)
  })

  test('is asked for once however often the bottom is reached, and never past the end', async () => {
    twoPages()
    const page = await open('notes')
    await Promise.all([page.call('onReachBottom'), page.call('onReachBottom')])
    await page.call('onReachBottom')
    expect(asked()).toEqual([
      ['list', {}],
      ['list', { cursor: 'c1' }],
    ])
  })

  test('that fails says so at the bottom, and comes with a retry', async () => {
    twoPages()
    const page = await open('notes')
    givenNotes({ list: offline })
    await page.call('onReachBottom')
    expect(titles(page)).toHaveLength(20)

    twoPages()
    await page.tap('error-card .retry')
    expect(page.has('error-card')).toBe(false)
    expect(titles(page)).toHaveLength(25)
  })

  test('that arrives after a refresh is let go', async () => {
    twoPages()
    const page = await open('notes')
    const late = later<ListAnswer>()
    givenNotes({ list: ({ cursor }) => (cursor ? late.promise : listed(summaries(2))) })
    await page.call('onReachBottom')
    await page.call('onPullDownRefresh')
    late.fulfil(listed(summaries(5, 20)))
    await pass()
    expect(titles(page)).toEqual(['Note 0', 'Note 1'])
  })
})

describe('coming back from the editor', () => {
  const edited = () => summary({ ...summaries(1, 1)[0], rev: 2, title: 'Edited', updatedAt: Date.now() })

  test('sends the one row that changed, and asks the cloud for nothing', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    await page.call('onHide')
    announce({ kind: 'saved', note: edited() })
    const before = page.sent.length
    expect(titles(page)).toEqual(['Note 0', 'Note 1', 'Note 2'])

    await page.call('onShow')
    expect(page.sent.slice(before).map((data) => Object.keys(data))).toEqual([['notes[1]']])
    expect(titles(page)).toEqual(['Note 0', 'Edited', 'Note 2'])
    expect(asked()).toHaveLength(1)
  })

  test('shows a save that ends only after the list is back in front', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    announce({ kind: 'saved', note: edited() })
    await pass()
    expect(titles(page)).toEqual(['Note 0', 'Edited', 'Note 2'])
  })

  test('puts a new note below the pinned ones', async () => {
    givenNotes({ list: () => listed([summary({ title: 'Pin', pinned: true }), ...summaries(2, 1)]) })
    const page = await open('notes')
    announce({ kind: 'saved', note: summary({ id: 'e'.repeat(32), title: 'New' }) })
    await pass()
    expect(titles(page)).toEqual(['Pin', 'New', 'Note 1', 'Note 2'])
  })

  test('takes a deleted note away, down to the empty state', async () => {
    givenNotes({ list: () => listed(summaries(2)) })
    const page = await open('notes')
    const [first, second] = summaries(2)
    announce({ kind: 'removed', id: first?.id ?? '' })
    await pass()
    expect(titles(page)).toEqual(['Note 1'])
    announce({ kind: 'removed', id: second?.id ?? '' })
    await pass()
    expect(page.has('empty-state')).toBe(true)
  })

  test('is not undone by a list that was asked for before the change', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    const late = later<ListAnswer>()
    givenNotes({ list: () => late.promise })
    await page.call('onPullDownRefresh')
    announce({ kind: 'saved', note: edited() })
    late.fulfil(listed())
    await pass()
    expect(titles(page)).toEqual(['Note 0', 'Edited', 'Note 2'])
  })

  test('brings the ages up to date, and sends only those that changed', async () => {
    givenNotes({ list: () => listed([summary(), summary({ id: 'b'.repeat(32), updatedAt: 0 })]) })
    const page = await open('notes')
    await page.call('onHide')
    await pass(5 * 60_000)
    const before = page.sent.length
    await page.call('onShow')
    expect(page.sent.slice(before)).toEqual([{ 'notes[0].age': '5 分钟前' }])
  })
})
