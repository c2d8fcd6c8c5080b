import { noteChanges } from '../../miniprogram/stores/changes'
import { Draft } from '../../miniprogram/stores/draft'
import { leave, write } from '../../miniprogram/stores/outbox'
import { offerUndo } from '../../miniprogram/stores/undo'
import { listedNote } from '../../miniprogram/stores/listed'
import { open as openPage, pass, type Shown } from '../support/page'
import { phone, tellNetwork, wxCalls } from '../support/wx'
import {
  asked,
  givenNotes,
  holder,
  later,
  note,
  offline,
  ok,
  refused,
  summaries,
  summary,
  type ListAnswer,
} from './given'

const opened: Shown[] = []
const open = async (name: string): Promise<Shown> => {
  const page = await openPage(name)
  opened.push(page)
  return page
}
// An app has one list, which hears everything.
beforeEach(async () => {
  for (const page of opened.splice(0)) await page.call('onUnload')
})

const titles = (page: Shown) => page.texts('note-card .title')
const listed = (notes = summaries(3), nextCursor: string | null = null) => ok({ notes, nextCursor })
const lists = () => asked().filter(([action]) => action === 'list')
/** What setData has sent of the rows since it had sent `before` times. */
const sentRows = (page: Shown, before: number) =>
  page.sent.slice(before).flatMap((data) => Object.keys(data).filter((path) => path.startsWith('blocks')))
const id = (n: number) => summaries(1, n)[0]?.id ?? ''
const keptList = () => JSON.parse(phone.storage.get(`${holder}:list`) ?? 'null')

/** What the phone kept in an earlier launch. */
function givenKept(notes = summaries(2)): void {
  phone.storage.set('holder', JSON.stringify(holder))
  phone.storage.set(`${holder}:list`, JSON.stringify({ notes, nextCursor: null }))
}

describe('the list of notes', () => {
  test('shows grey cards while it loads, then the notes with their age, the pinned ones in a section', async () => {
    const answer = later<ListAnswer>()
    givenNotes({ list: () => answer.promise })
    const page = await open('notes')
    expect(page.all('skeleton .card')).toHaveLength(3)
    expect(page.has('empty-state')).toBe(false)

    answer.fulfil(listed([summary({ pinned: true }), ...summaries(2, 1)]))
    await pass()
    expect(page.has('skeleton')).toBe(false)
    expect(titles(page)).toEqual(['Tea', 'Note 1', 'Note 2'])
    expect(page.texts('note-card .time')).toEqual(['刚刚', '1 分钟前', '2 分钟前'])
    expect(page.texts('.item').map((item) => item.slice(0, 5))).toEqual(['置顶Tea', '笔记Not', 'Note '])
    expect(page.data.loading).toBe(false)
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
    expect(listedNote('f'.repeat(32))).toMatchObject({ id: 'f'.repeat(32) })
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
    expect(page.texts('error-card .quiet')).toEqual(['连不上云端，看到的可能不是最新的。重试'])
    expect(titles(page)).toEqual(['Note 0', 'Note 1', 'Note 2'])
  })

  test('tries again by itself when the network returns', async () => {
    givenNotes({ list: offline })
    const page = await open('notes')
    givenNotes({ list: () => listed() })
    tellNetwork(true)
    await pass()
    expect(page.has('error-card')).toBe(false)
    expect(titles(page)).toHaveLength(3)
  })

  test('stops listening when it is closed', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    const before = page.sent.length
    const listening = phone.networkListeners.size
    await page.call('onUnload')
    noteChanges.emit({ kind: 'removed', id: id(0) })
    await pass()
    expect(page.sent).toHaveLength(before)
    expect(phone.networkListeners.size).toBe(listening - 1)
    expect(page.watching).toEqual([])
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
    expect(sentRows(page, before)).toEqual(['blocks[1]'])
    expect(titles(page)).toEqual(summaries(25).map(({ title }) => title))
    expect(page.has('skeleton')).toBe(false)
  })

  test('is asked for once however often the bottom is reached, and never past the end', async () => {
    twoPages()
    const page = await open('notes')
    await Promise.all([page.call('onReachBottom'), page.call('onReachBottom')])
    await page.call('onReachBottom')
    expect(lists()).toEqual([
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

  test('comes after a refresh that is on its way', async () => {
    twoPages()
    const page = await open('notes')
    await page.call('onHide')
    const late = later<ListAnswer>()
    givenNotes({ list: ({ cursor }) => (cursor ? listed(summaries(5, 20)) : late.promise) })
    await page.call('onShow')
    await page.call('onReachBottom')
    expect(titles(page)).toHaveLength(20)
    late.fulfil(listed(summaries(20), 'c1'))
    await pass()
    expect(titles(page)).toHaveLength(25)
  })

  test('shows no note twice that has moved down meanwhile', async () => {
    givenNotes({
      list: ({ cursor }) => (cursor ? listed(summaries(3, 19)) : listed(summaries(20), 'c1')),
    })
    const page = await open('notes')
    await page.call('onReachBottom')
    expect(titles(page)).toEqual(summaries(22).map(({ title }) => title))
  })
})

describe('a long list', () => {
  const endless = () =>
    givenNotes({
      list: ({ cursor = '0' }) => listed(summaries(20, Number(cursor)), String(Number(cursor) + 20)),
    })

  test('draws only what is near the screen, and keeps the room of the rest', async () => {
    endless()
    const page = await open('notes')
    for (let i = 1; i < 6; i++) {
      await page.call('onReachBottom')
      await page.sight(`#block-${i - 1}`, 0, 2800)
    }
    expect(page.all('.block')).toHaveLength(6)
    expect(titles(page)).toEqual(summaries(20, 100).map(({ title }) => title))
    expect(page.all('.block')[0]?.getAttribute('style')).toBe('height: 2800px')

    const before = page.sent.length
    await page.sight('#block-3', 0.1, 2800)
    expect(sentRows(page, before)).toEqual(['blocks[3]'])
    expect(titles(page)).toEqual([...summaries(20, 60), ...summaries(20, 100)].map(({ title }) => title))
  })

  test('draws nothing anew while the page is not shown, when nothing has a height', async () => {
    endless()
    const page = await open('notes')
    await page.sight('#block-0', 0, 0)
    expect(titles(page)).toHaveLength(20)
  })

  test('brings what has changed far from the screen when that comes back', async () => {
    endless()
    const page = await open('notes')
    await page.call('onReachBottom')
    await page.sight('#block-0', 0, 2800)
    const before = page.sent.length
    noteChanges.emit({ kind: 'saved', note: { ...summary(), id: id(3), title: 'Edited' } })
    noteChanges.emit({ kind: 'removed', id: id(4) })
    await pass()
    expect(sentRows(page, before)).toEqual([])

    await page.sight('#block-0', 0.5, 2800)
    expect(titles(page).slice(2, 5)).toEqual(['Note 2', 'Edited', 'Note 5'])
  })

  test('watches each block once, and none that is gone', async () => {
    endless()
    const page = await open('notes')
    await page.call('onReachBottom')
    await page.call('onReachBottom')
    expect(page.watching).toEqual(['#block-0', '#block-1', '#block-2'])
    await page.call('onPullDownRefresh')
    expect(page.watching).toEqual(['#block-0'])
  })
})

describe('coming back from the editor', () => {
  const edited = () => summary({ ...summaries(1, 1)[0], rev: 2, title: 'Edited', updatedAt: Date.now() })
  const goToEditor = async (page: Shown) => {
    await page.tap('.write')
    await page.call('onHide')
  }

  test('sends what has changed of the one row, and asks the cloud for nothing', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    await goToEditor(page)
    noteChanges.emit({ kind: 'saved', note: edited() })
    const before = page.sent.length
    expect(titles(page)).toEqual(['Note 0', 'Note 1', 'Note 2'])

    await page.call('onShow')
    expect(page.sent.slice(before)).toEqual([
      { 'blocks[0].rows[1].title': 'Edited', 'blocks[0].rows[1].time': '刚刚' },
    ])
    expect(titles(page)).toEqual(['Note 0', 'Edited', 'Note 2'])
    expect(lists()).toHaveLength(1)
  })

  test('shows a save that ends only after the list is back in front', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    noteChanges.emit({ kind: 'saved', note: edited() })
    await pass()
    expect(titles(page)).toEqual(['Note 0', 'Edited', 'Note 2'])
  })

  test('puts a new note below the pinned ones', async () => {
    givenNotes({ list: () => listed([summary({ title: 'Pin', pinned: true }), ...summaries(2, 1)]) })
    const page = await open('notes')
    noteChanges.emit({ kind: 'saved', note: summary({ id: 'e'.repeat(32), title: 'New' }) })
    await pass()
    expect(titles(page)).toEqual(['Pin', 'New', 'Note 1', 'Note 2'])
  })

  test('moves a note whose pin has changed to its place', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    const [, , last = summary()] = summaries(3)
    noteChanges.emit({ kind: 'saved', note: { ...last, pinned: true } })
    await pass()
    expect(titles(page)).toEqual(['Note 2', 'Note 0', 'Note 1'])
    expect(page.texts('.heading')).toEqual(['置顶', '笔记'])
    noteChanges.emit({ kind: 'saved', note: last })
    await pass()
    expect(titles(page)).toEqual(['Note 0', 'Note 1', 'Note 2'])
    expect(page.texts('.heading')).toEqual([])
  })

  test('takes a deleted note away, down to the empty state', async () => {
    givenNotes({ list: () => listed(summaries(2)) })
    const page = await open('notes')
    noteChanges.emit({ kind: 'removed', id: id(0) })
    await pass()
    expect(titles(page)).toEqual(['Note 1'])
    noteChanges.emit({ kind: 'removed', id: id(1) })
    await pass()
    expect(page.has('empty-state')).toBe(true)
  })

  test('is not undone by a list that was asked for before the change', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    const late = later<ListAnswer>()
    givenNotes({ list: () => late.promise })
    await page.call('onPullDownRefresh')
    noteChanges.emit({ kind: 'saved', note: edited() })
    noteChanges.emit({ kind: 'removed', id: id(2) })
    late.fulfil(listed())
    await pass()
    expect(titles(page)).toEqual(['Note 0', 'Edited'])
  })

  test('brings the ages up to date, and sends only those that changed', async () => {
    const notes = [summary(), summary({ id: 'b'.repeat(32), updatedAt: 0 })]
    givenNotes({ list: () => listed(notes) })
    const page = await open('notes')
    await page.call('onHide')
    await pass(5 * 60_000)
    const before = page.sent.length
    await page.call('onShow')
    expect(page.sent.slice(before)).toEqual([{ 'blocks[0].rows[0].time': '5 分钟前' }])
  })

  test('shows what waits to be sent on top, with a mark, whatever the clock of the phone says', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    noteChanges.emit({
      kind: 'waiting',
      note: summary({ id: 'new-k', title: 'Offline', rev: 0, updatedAt: 1000 }),
    })
    await pass()
    expect(titles(page)).toEqual(['Offline', 'Note 0', 'Note 1', 'Note 2'])
    expect(page.texts('note-card .waiting')).toEqual(['等待同步'])

    await page.tap('note-card .title')
    expect(wxCalls.navigateTo).toHaveBeenLastCalledWith({ url: '/pages/note/note?id=new-k' })
    const sent = summary({ id: 'd'.repeat(32), title: 'Offline' })
    noteChanges.emit({ kind: 'saved', note: sent, wasWaiting: 'new-k' })
    await pass()
    expect(titles(page)).toEqual(['Offline', 'Note 0', 'Note 1', 'Note 2'])
    expect(page.has('note-card .waiting')).toBe(false)
  })

  test('shows a note once that the list had before the phone heard that it was sent', async () => {
    const sent = summary({ id: 'd'.repeat(32), title: 'Offline' })
    givenNotes({ list: () => listed([sent]) })
    const page = await open('notes')
    noteChanges.emit({ kind: 'waiting', note: summary({ id: 'new-k', title: 'Offline', rev: 0 }) })
    noteChanges.emit({ kind: 'saved', note: sent, wasWaiting: 'new-k' })
    await pass()
    expect(titles(page)).toEqual(['Offline'])
  })
})

describe('a list that is shown again', () => {
  const elsewhere = (notes: ReturnType<typeof summaries>, nextCursor: string | null = null) =>
    givenNotes({ list: () => listed(notes, nextCursor) })

  test('takes over what another phone has done, and sends only that', async () => {
    elsewhere(summaries(4))
    const page = await open('notes')
    await page.call('onHide')
    const [zero = summary(), one = summary(), , three = summary()] = summaries(4)
    elsewhere([zero, { ...one, title: 'Other words' }, three])
    const before = page.sent.length
    await page.call('onShow')
    expect(titles(page)).toEqual(['Note 0', 'Other words', 'Note 3'])
    expect(page.sent.slice(before).map((data) => Object.keys(data))).toEqual([['blocks[0].rows']])

    await page.call('onHide')
    elsewhere([zero, one, three])
    await page.call('onShow')
    expect(page.sent.slice(before + 1)).toEqual([{ 'blocks[0].rows[1].title': 'Note 1' }])
  })

  test('sends nothing when nothing has changed', async () => {
    elsewhere(summaries(4))
    const page = await open('notes')
    await page.call('onHide')
    const before = page.sent.length
    await page.call('onShow')
    expect(lists()).toHaveLength(2)
    expect(page.sent).toHaveLength(before)
  })

  test('asks the cloud after the editor, too, when it is older than half a minute', async () => {
    elsewhere(summaries(2))
    const page = await open('notes')
    await page.tap('.write')
    await page.call('onHide')
    await pass(31_000)
    await page.call('onShow')
    expect(lists()).toHaveLength(2)
  })

  test('says quietly that it is old when the cloud cannot be reached, until it can be', async () => {
    elsewhere(summaries(2))
    const page = await open('notes')
    await page.call('onHide')
    givenNotes({ list: offline })
    await page.call('onShow')
    expect(page.has('error-card .quiet')).toBe(true)
    expect(titles(page)).toHaveLength(2)
    elsewhere(summaries(3))
    tellNetwork(true)
    await pass()
    expect(page.has('error-card')).toBe(false)
    expect(titles(page)).toHaveLength(3)
  })

  describe('after several pages', () => {
    const pages = (all: ReturnType<typeof summaries>) =>
      givenNotes({
        list: ({ cursor = '0' }) => {
          const from = Number(cursor)
          return listed(all.slice(from, from + 20), from + 20 < all.length ? String(from + 20) : null)
        },
      })

    test('keeps them all, and moves a note of the third to the top', async () => {
      const all = summaries(70)
      pages(all)
      const page = await open('notes')
      await page.call('onReachBottom')
      await page.call('onReachBottom')
      await page.call('onHide')

      const moved = { ...summary(), id: id(50), title: 'Moved', updatedAt: Date.now() + 1 }
      pages([moved, ...all.filter((note) => note.id !== moved.id)])
      const before = page.sent.length
      await page.call('onShow')
      expect(titles(page)).toEqual([
        'Moved',
        ...all
          .slice(0, 60)
          .filter((note) => note.id !== moved.id)
          .map(({ title }) => title),
      ])
      expect(sentRows(page, before)).toEqual(['blocks[0].rows', 'blocks[2].rows'])

      await page.call('onReachBottom')
      expect(titles(page)).toHaveLength(70)
    })

    test('keeps those below the hundred notes that it asks for again', async () => {
      pages(summaries(200))
      const page = await open('notes')
      for (let i = 0; i < 6; i++) await page.call('onReachBottom')
      expect(titles(page)).toHaveLength(140)
      await page.call('onHide')
      const [, ...rest] = summaries(200)
      const before = lists().length
      pages(rest)
      await page.call('onShow')
      expect(lists()).toHaveLength(before + 5)
      expect(titles(page)).toEqual(rest.slice(0, 139).map(({ title }) => title))
    })

    test('begins anew when it cannot tell what lies between', async () => {
      pages(summaries(20))
      const page = await open('notes')
      await page.call('onHide')
      pages(summaries(40, 100))
      await page.call('onShow')
      expect(titles(page)).toEqual(summaries(20, 100).map(({ title }) => title))
    })
  })
})

describe('what the phone kept', () => {
  test('is shown at once, before the cloud has answered', async () => {
    givenKept()
    const answer = later<ListAnswer>()
    givenNotes({ list: () => answer.promise })
    const page = await open('notes')
    expect(titles(page)).toEqual(['Note 0', 'Note 1'])
    expect(page.has('skeleton')).toBe(false)

    answer.fulfil(listed(summaries(3)))
    await pass()
    expect(titles(page)).toEqual(['Note 0', 'Note 1', 'Note 2'])
  })

  test('is the list where the cloud does not answer, under a line that says so', async () => {
    givenKept()
    givenNotes({ list: offline })
    const page = await open('notes')
    expect(page.has('error-card .quiet')).toBe(true)
    expect(titles(page)).toEqual(['Note 0', 'Note 1'])
  })

  test('is the first page of all notes, as it was last', async () => {
    givenNotes({ list: () => listed(summaries(20), 'c1') })
    const page = await open('notes')
    noteChanges.emit({ kind: 'removed', id: id(0) })
    noteChanges.emit({ kind: 'waiting', note: summary({ id: 'new-k' }) })
    await page.type('search-field .input', 'tea')
    givenNotes({ list: () => listed(summaries(1, 50)) })
    await pass(300)
    const { notes, nextCursor } = keptList()
    expect(notes.map((note: { id: string }) => note.id)).toEqual(summaries(19, 1).map((note) => note.id))
    expect(nextCursor).toBe('c1')
  })

  test('does not change when the cloud was never reached', async () => {
    givenKept()
    givenNotes({ list: offline })
    await open('notes')
    noteChanges.emit({ kind: 'removed', id: id(0) })
    await pass()
    expect(keptList().notes).toHaveLength(2)
  })
})

describe('a narrowed list', () => {
  const all = summaries(3).map((note, i) => ({ ...note, tags: i === 1 ? ['tea'] : [] }))
  beforeEach(() =>
    givenNotes({
      tags: () => ok({ tags: ['tea', '工作'] }),
      list: ({ tag, words }) =>
        listed(all.filter(({ tags, title }) => (!tag || tags.includes(tag)) && title.includes(words ?? ''))),
    }),
  )
  const search = async (page: Shown, words: string) => {
    await page.type('search-field .input', words)
    await pass(300)
  }

  test('has the notes of one tag, chosen from the tags of this person', async () => {
    const page = await open('notes')
    expect(page.texts('tag-chips .chip')).toEqual(['全部', 'tea', '工作'])
    expect(page.texts('tag-chips .chosen')).toEqual(['全部'])
    await page.tap('tag-chips [data-tag="tea"]')
    expect(lists().pop()).toEqual(['list', { tag: 'tea' }])
    expect(titles(page)).toEqual(['Note 1'])
    expect(page.texts('tag-chips .chosen')).toEqual(['tea'])

    await page.tap('tag-chips .chip')
    expect(lists().pop()).toEqual(['list', {}])
    expect(titles(page)).toHaveLength(3)
  })

  test('has the notes with some words, within the tag and on every page', async () => {
    const page = await open('notes')
    await page.tap('tag-chips [data-tag="tea"]')
    givenNotes({ list: () => listed(summaries(20), 'c1') })
    await search(page, ' note ')
    await page.call('onReachBottom')
    expect(lists().slice(-2)).toEqual([
      ['list', { tag: 'tea', words: 'note' }],
      ['list', { tag: 'tea', words: 'note', cursor: 'c1' }],
    ])
  })

  test('says that nothing was found, and gives the way back', async () => {
    const page = await open('notes')
    await search(page, 'coffee')
    expect(page.texts('empty-state .text')).toEqual(['没有找到相关的笔记。'])
    expect(page.texts('empty-state .act')).toEqual(['显示全部笔记'])
    await page.tap('empty-state .act')
    expect(titles(page)).toHaveLength(3)
    expect(page.data.search).toEqual({ tag: '', words: '' })
  })

  test('lets go of an answer that a newer search has overtaken', async () => {
    const page = await open('notes')
    const slow = later<ListAnswer>()
    givenNotes({ list: ({ words }) => (words === 'N' ? slow.promise : listed(all.slice(0, 1))) })
    await search(page, 'N')
    expect(page.has('.outdated')).toBe(true)
    await search(page, 'No')
    slow.fulfil(listed(all))
    await pass()
    expect(titles(page)).toEqual(['Note 0'])
    expect(page.has('.outdated')).toBe(false)
  })

  test('shows nothing that was not searched for when the search fails', async () => {
    const page = await open('notes')
    givenNotes({ list: () => refused({ code: 'FORBIDDEN_CALLER', message: '' }) })
    await search(page, 'coffee')
    expect(titles(page)).toEqual([])
    expect(page.texts('error-card .message')).toEqual(['这个小程序没有访问权限。'])
    expect(page.has('empty-state')).toBe(false)
  })

  describe('without a network', () => {
    const bodies = ['Green tea', 'Coffee', `${'x '.repeat(100)}black TEA`]
    const onPhone = async () => {
      const notes = all.map((head, i) => note({ ...head, body: bodies[i] ?? '' }))
      givenNotes({ tags: () => ok({ tags: ['tea'] }), list: () => listed(all), read: () => ok({ notes }) })
      const page = await open('notes')
      givenNotes({ list: offline })
      return page
    }

    test('is what the phone has, and says so, with the place where the words stand', async () => {
      const page = await onPhone()
      await search(page, 'tea')
      expect(titles(page)).toEqual(['Note 0', 'Note 2'])
      expect(page.texts('note-card .hit')).toEqual(['tea', 'TEA'])
      expect(page.texts('error-card .message')).toEqual(['连不上云端，只搜了这台手机上存着的笔记。'])

      await page.tap('tag-chips [data-tag="tea"]')
      expect(titles(page)).toEqual([])
      expect(page.texts('empty-state .text')).toEqual(['没有找到相关的笔记。'])
      await search(page, '')
      expect(titles(page)).toEqual(['Note 1'])
    })

    test('is the kept list again when nothing is searched for, and the whole one when the network is back', async () => {
      const page = await onPhone()
      await search(page, 'tea')
      await page.tap('search-field .clear')
      expect(titles(page)).toEqual(['Note 0', 'Note 1', 'Note 2'])
      expect(page.has('error-card .quiet')).toBe(true)
      givenNotes({ list: () => listed(summaries(30), 'c1') })
      tellNetwork(true)
      await pass()
      expect(page.has('error-card')).toBe(false)
      expect(titles(page)).toHaveLength(30)
    })
  })

  test('shows changes of what it has, and takes in nothing else', async () => {
    const page = await open('notes')
    await page.tap('tag-chips [data-tag="tea"]')
    noteChanges.emit({ kind: 'saved', note: summary({ id: id(1), title: 'Edited', tags: ['tea'] }) })
    noteChanges.emit({ kind: 'saved', note: summary({ id: 'e'.repeat(32), title: 'New' }) })
    noteChanges.emit({ kind: 'waiting', note: summary({ id: 'new-k', title: 'Waiting' }) })
    await pass()
    expect(titles(page)).toEqual(['Edited'])
  })

  test('asks the cloud whether a note that was restored, or written meanwhile, belongs to it', async () => {
    const page = await open('notes')
    await page.tap('tag-chips [data-tag="tea"]')
    const before = lists().length
    offerUndo({ note: summary({ id: id(1) }), rev: 2 })
    noteChanges.emit({ kind: 'removed', id: id(1) })
    givenNotes({ list: () => listed(all.slice(1, 2)), restore: ({ id, rev }) => ok({ id, rev: rev + 1 }) })
    await pass()
    expect(titles(page)).toEqual([])
    await page.tap('undo-bar .undo')
    expect(titles(page)).toEqual(['Note 1'])
    expect(lists()).toHaveLength(before + 1)

    await page.tap('.write')
    await page.call('onHide')
    noteChanges.emit({ kind: 'saved', note: summary({ id: 'e'.repeat(32) }) })
    await page.call('onShow')
    expect(lists()).toHaveLength(before + 2)
  })

  test('asks for the tags again when a note brings a new one, and goes on without them', async () => {
    const page = await open('notes')
    givenNotes({ tags: () => ok({ tags: ['new', 'tea'] }) })
    noteChanges.emit({ kind: 'saved', note: summary({ tags: ['new'] }) })
    await pass()
    expect(page.texts('tag-chips .chip')).toEqual(['全部', 'new', 'tea'])
    givenNotes({ tags: offline })
    noteChanges.emit({ kind: 'saved', note: summary({ tags: ['newer'] }) })
    await pass()
    expect(page.texts('tag-chips .chip')).toEqual(['全部', 'new', 'tea'])
  })

  test('has no tag to choose any more when the last note with it is gone, or has lost it', async () => {
    for (const change of [
      { kind: 'removed', id: id(1) },
      { kind: 'saved', note: summary({ id: id(1) }) },
    ] as const) {
      givenNotes({ list: () => listed(all), tags: () => ok({ tags: ['tea'] }) })
      const page = await open('notes')
      givenNotes({ tags: () => ok({ tags: [] }) })
      noteChanges.emit(change)
      await pass()
      expect(page.has('tag-chips')).toBe(false)
      await page.call('onUnload')
    }
  })

  test('keeps its tag among those to choose from when its last note is gone', async () => {
    const page = await open('notes')
    await page.tap('tag-chips [data-tag="tea"]')
    givenNotes({ tags: () => ok({ tags: ['工作'] }), list: () => listed([]) })
    await page.call('onPullDownRefresh')
    expect(page.texts('tag-chips .chip')).toEqual(['全部', 'tea', '工作'])
  })
})

describe('a long press on a card', () => {
  const hold = (page: Shown, choice: string) => {
    phone.choice = choice
    return page.fire('longpress', 'note-card .title')
  }

  test('offers to pin and to delete', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    await hold(page, '')
    expect(wxCalls.showActionSheet).toHaveBeenCalledWith(
      expect.objectContaining({ itemList: ['置顶', '删除', '多选'] }),
    )
    expect(lists()).toHaveLength(1)
  })

  test('pins a note, which goes to its place at once, and unpins it', async () => {
    givenNotes({
      list: () => listed([summary({ title: 'Old pin', pinned: true, updatedAt: 0 }), ...summaries(2, 1)]),
      update: ({ id, rev }) => ok({ id, rev: rev + 1 }),
    })
    const page = await open('notes')
    phone.choice = '取消置顶'
    await page.fire('longpress', 'note-card .title')
    expect(asked().pop()).toEqual(['update', { id: 'a'.repeat(32), rev: 1, pinned: false }])
    expect(titles(page)).toEqual(['Note 1', 'Note 2', 'Old pin'])
    expect(page.has('.heading')).toBe(false)
  })

  test('deletes a note, which can be undone for a moment', async () => {
    givenNotes({
      list: () => listed(),
      remove: ({ id, rev }) => ok({ id, rev: rev + 1 }),
      restore: ({ id, rev }) => ok({ id, rev: rev + 1 }),
    })
    const page = await open('notes')
    await hold(page, '删除')
    expect(titles(page)).toEqual(['Note 1', 'Note 2'])
    expect(page.texts('undo-bar .told')).toEqual(['已移到回收站'])

    await page.tap('undo-bar .undo')
    expect(asked().pop()).toEqual(['restore', { id: id(0), rev: 2 }])
    expect(titles(page)).toEqual(['Note 0', 'Note 1', 'Note 2'])
    expect(page.has('undo-bar')).toBe(false)
  })

  test('shows the note as it stands when it was changed elsewhere, and does nothing to it', async () => {
    const theirs = note({ id: id(0), title: 'Theirs', rev: 5 })
    const conflict = refused({ code: 'CONFLICT', message: '', details: { current: theirs } })
    givenNotes({ list: () => listed(), remove: () => conflict })
    const page = await open('notes')
    await hold(page, '删除')
    expect(titles(page)).toEqual(['Theirs', 'Note 1', 'Note 2'])
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '这条笔记在别处改过了。', icon: 'none' })
  })

  test.each([
    ['was destroyed', refused({ code: 'NOT_FOUND', message: '' })],
    [
      'is in the trash',
      refused({ code: 'CONFLICT', message: '', details: { current: note({ id: id(0), deletedAt: 1 }) } }),
    ],
  ])('takes the row away when the note %s elsewhere', async (_, answer) => {
    givenNotes({ list: () => listed(), update: () => answer })
    const page = await open('notes')
    await hold(page, '置顶')
    expect(titles(page)).toEqual(['Note 1', 'Note 2'])
    expect(wxCalls.showToast).toHaveBeenCalledTimes(1)
  })

  test('pins a note that waits, and deletes it after a question', async () => {
    givenNotes({ list: () => listed(), create: offline })
    const page = await open('notes')
    const draft = Draft.of(null)
    write(draft, { title: 'Offline', body: '', tags: [], pinned: false })
    await leave(draft)
    await pass()
    expect(titles(page)).toEqual(['Offline', 'Note 0', 'Note 1', 'Note 2'])
    await hold(page, '置顶')
    expect(page.texts('.heading')).toEqual(['置顶', '笔记'])
    expect(page.texts('note-card .waiting')).toEqual(['等待同步'])
    await page.call('onPullDownRefresh')
    expect(titles(page)[0]).toBe('Offline')

    phone.modal = { confirm: false, cancel: true }
    await hold(page, '删除')
    expect(wxCalls.showModal).toHaveBeenCalledTimes(1)
    expect(titles(page)[0]).toBe('Offline')
    phone.modal = { confirm: true, cancel: false }
    await hold(page, '删除')
    expect(titles(page)).toEqual(['Note 0', 'Note 1', 'Note 2'])
    expect(page.has('undo-bar')).toBe(false)
  })

  test('leaves everything as it is when the cloud cannot be reached', async () => {
    givenNotes({ list: () => listed(), remove: offline })
    const page = await open('notes')
    await hold(page, '删除')
    expect(titles(page)).toHaveLength(3)
    expect(page.has('undo-bar')).toBe(false)
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '连不上云端，请检查网络后再试。', icon: 'none' })
  })
})

describe('a deletion that can be undone', () => {
  test('in the editor is offered when the list is back in front, for five seconds', async () => {
    givenNotes({ list: () => listed() })
    const page = await open('notes')
    await page.tap('.write')
    await page.call('onHide')
    offerUndo({ note: summary(), rev: 2 })
    noteChanges.emit({ kind: 'removed', id: 'a'.repeat(32) })
    expect(page.has('undo-bar')).toBe(false)
    await page.call('onShow')
    expect(page.has('undo-bar')).toBe(true)
    await pass(4_999)
    expect(page.has('undo-bar')).toBe(true)
    await pass(1)
    expect(page.has('undo-bar')).toBe(false)
  })

  test('is the last one, which has its own five seconds', async () => {
    givenNotes({ list: () => listed(), restore: ({ id, rev }) => ok({ id, rev }) })
    const page = await open('notes')
    for (const n of [0, 1]) {
      offerUndo({ note: summary({ id: id(n) }), rev: 2 })
      noteChanges.emit({ kind: 'removed', id: id(n) })
      await pass(4_000)
    }
    await page.tap('undo-bar .undo')
    expect(asked().pop()).toEqual(['restore', { id: id(1), rev: 2 }])
  })

  test('that fails says why; the note is still in the trash', async () => {
    givenNotes({ list: () => listed(), restore: offline })
    const page = await open('notes')
    offerUndo({ note: summary(), rev: 2 })
    noteChanges.emit({ kind: 'removed', id: 'a'.repeat(32) })
    await pass()
    await page.tap('undo-bar .undo')
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '连不上云端，请检查网络后再试。', icon: 'none' })
    expect(titles(page)).toHaveLength(3)
  })
})
