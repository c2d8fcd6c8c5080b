import type { Note } from '../../shared/notes'
import { noteChanges, type Change } from '../../miniprogram/stores/changes'
import { confirmHolder } from '../../miniprogram/common/holder'
import { forgetAll } from '../../miniprogram/common/kept'
import { tellListed } from '../../miniprogram/stores/listed'
import { findDraft, sendNow, startOutbox } from '../../miniprogram/stores/outbox'
import { takeUndo } from '../../miniprogram/stores/undo'
import { open, pass, type Shown } from '../support/page'
import { phone, tellNetwork, wxCalls } from '../support/wx'
import { asked, givenNotes, later, note, offline, ok, refused, summary } from './given'

const id = 'a'.repeat(32)
const opened = () => open('note', { id })
const writes = () => asked().filter(([action]) => action !== 'get')
const written = (rev: number) => ok({ id, rev, updatedAt: Date.now() })
const conflict = (theirs: Note) => refused({ code: 'CONFLICT', message: '', details: { current: theirs } })
const state = (page: Shown) => page.texts('note-bar .state').join()

const compared = () =>
  wxCalls.navigateTo.mock.calls.map(([{ url }]) => url).filter((url) => url.includes('/conflict/'))

let changes: Change[] = []
let stop = () => {}
beforeAll(startOutbox)
beforeEach(async () => {
  givenNotes({})
  await confirmHolder()
  wxCalls.callFunction.mockClear()
  changes = []
  stop = noteChanges.subscribe((change) => changes.push(change))
})
afterEach(() => {
  stop()
  // The outbox and the offer outlive a page; they must not outlive a test.
  forgetAll()
  takeUndo()
})

describe('opening a note', () => {
  test('shows its text once it is there', async () => {
    const answer = later<ReturnType<typeof ok<{ note: Note }>>>()
    givenNotes({ get: () => answer.promise })
    const page = await opened()
    expect(page.has('skeleton')).toBe(true)
    expect(page.has('note-bar .bar')).toBe(false)

    answer.fulfil(ok({ note: note() }))
    await pass()
    expect(page.data).toMatchObject({ title: 'Tea', body: 'Buy green tea' })
    expect(state(page)).toBe('已保存')
    expect(wxCalls.setNavigationBarTitle).toHaveBeenLastCalledWith({ title: '笔记' })
  })

  test('shows at once what the list knows of it, which nobody can change until it is there', async () => {
    const answer = later<ReturnType<typeof ok<{ note: Note }>>>()
    givenNotes({ get: () => answer.promise, update: ({ rev }) => written(rev + 1) })
    tellListed(summary({ id, title: 'Tea', excerpt: '☐ green\n…', tags: ['shop'] }))
    const page = await opened()
    expect(page.has('skeleton')).toBe(false)
    expect(page.data).toMatchObject({ title: 'Tea', body: '☐ green\n…', opening: true })
    expect(page.texts('tag-editor .chip')).toEqual(['shop'])
    expect(page.texts('note-bar .told')).toEqual(['加载中'])
    await page.tap('tag-editor .chip')
    await page.type('note-body .field', 'lost?')
    expect(page.has('tag-editor .field')).toBe(false)

    answer.fulfil(ok({ note: note({ title: 'Tea', body: '- [ ] green\n- [ ] black', tags: ['shop'] }) }))
    await pass()
    expect(page.data).toMatchObject({ body: '- [ ] green\n- [ ] black', opening: false })
    await page.call('onUnload')
    expect(writes()).toEqual([])
  })

  test('shows nothing of what a search has found in the middle of the text, nor of another note', async () => {
    givenNotes({ get: () => new Promise(() => {}) })
    tellListed(summary({ id, excerpt: '…green tea' }))
    expect((await opened()).data).toMatchObject({ title: 'Tea', body: '' })
    expect((await open('note', { id: 'b'.repeat(32) })).has('skeleton')).toBe(true)
  })

  test('says why it cannot, and tries again on demand', async () => {
    givenNotes({ get: () => refused({ code: 'NOT_FOUND', message: '' }) })
    const page = await opened()
    expect(page.texts('error-card .message')).toEqual(['找不到这条笔记，可能已经删除了。'])
    givenNotes({ get: () => ok({ note: note() }) })
    await page.tap('error-card .retry')
    expect(page.data.title).toBe('Tea')
  })

  describe('that the phone keeps', () => {
    beforeEach(async () => {
      givenNotes({ get: () => ok({ note: note() }) })
      await (await opened()).call('onUnload')
    })

    test('shows its text without a network, and lets it be written on', async () => {
      givenNotes({ get: offline, update: offline })
      const page = await opened()
      expect(page.data).toMatchObject({ title: 'Tea', body: 'Buy green tea', error: '' })
      await page.type('note-body .field', 'Buy black tea')
      await pass(1000)
      expect(state(page)).toBe('等待同步重试')
    })

    test('shows its text at once, and then what was changed elsewhere', async () => {
      const answer = later<ReturnType<typeof ok<{ note: Note }>>>()
      givenNotes({ get: () => answer.promise })
      const page = await opened()
      expect(page.data).toMatchObject({ loading: false, body: 'Buy green tea' })
      answer.fulfil(ok({ note: note({ rev: 2, body: 'Buy white tea' }) }))
      await pass()
      expect(page.data.body).toBe('Buy white tea')
    })

    test('leaves what is typed meanwhile alone, whatever the cloud answers', async () => {
      const answer = later<ReturnType<typeof ok<{ note: Note }>>>()
      givenNotes({ get: () => answer.promise, update: offline })
      const page = await opened()
      await page.type('note-body .field', 'Buy black tea')
      answer.fulfil(ok({ note: note({ rev: 2, deletedAt: 1 }) }))
      await pass()
      expect(page.data.trashed).toBe(false)
      expect(findDraft(note().id)?.content.body).toBe('Buy black tea')
    })

    test('is shown as it lies in the trash, or is not there any more', async () => {
      givenNotes({ get: () => ok({ note: note({ rev: 2, deletedAt: 1 }) }) })
      expect((await opened()).data.trashed).toBe(true)
      givenNotes({ get: () => refused({ code: 'NOT_FOUND', message: '' }) })
      expect((await opened()).texts('error-card .message')).toEqual(['找不到这条笔记，可能已经删除了。'])
    })
  })

  test('that the phone does not keep says so where there is no network', async () => {
    givenNotes({ get: offline })
    expect((await opened()).texts('error-card .message')).toEqual([
      '这条笔记还没存到这台手机上，连上网就能看了。',
    ])
  })

  test('that was only read saves nothing', async () => {
    givenNotes({ get: () => ok({ note: note() }) })
    const page = await opened()
    await page.call('onHide')
    await page.call('onUnload')
    expect(writes()).toEqual([])
  })
})

describe('typing', () => {
  beforeEach(() => givenNotes({ get: () => ok({ note: note() }), update: ({ rev }) => written(rev + 1) }))

  test('is saved once when it rests, and the row of the list learns of it', async () => {
    const page = await opened()
    await page.type('note-body .field', 'Buy green')
    await pass(700)
    await page.type('note-body .field', 'Buy black tea')
    expect(state(page)).toBe('保存中')
    await pass(700)
    expect(writes()).toEqual([])

    await pass(100)
    expect(writes()).toEqual([
      ['update', { id, rev: 1, title: 'Tea', body: 'Buy black tea', tags: [], pinned: false }],
    ])
    expect(state(page)).toBe('已保存')
    expect(changes).toMatchObject([{ kind: 'saved', note: { id, rev: 2, excerpt: 'Buy black tea' } }])
    expect(changes[0]).not.toHaveProperty('note.body')
  })

  test('goes on from the revision that the cloud gave', async () => {
    const page = await opened()
    await page.type('.title', 'One')
    await pass(800)
    await page.type('.title', 'Two')
    await pass(800)
    expect(writes()).toMatchObject([
      ['update', { rev: 1, title: 'One' }],
      ['update', { rev: 2, title: 'Two' }],
    ])
  })

  test('is saved when the page is hidden, and when it is left', async () => {
    const page = await opened()
    await page.type('.title', 'Hidden')
    await page.call('onHide')
    await page.type('.title', 'Left')
    await page.call('onUnload')
    expect(writes()).toMatchObject([
      ['update', { title: 'Hidden' }],
      ['update', { title: 'Left' }],
    ])
  })

  test('during a save waits for it, then sends the latest text alone', async () => {
    const first = later<ReturnType<typeof written>>()
    const page = await opened()
    givenNotes({ update: ({ rev }) => (rev === 1 ? first.promise : written(rev + 1)) })
    await page.type('.title', 'A')
    await pass(800)
    await page.type('.title', 'AB')
    await pass(800)
    await page.type('.title', 'ABC')
    await pass(800)
    expect(writes()).toHaveLength(1)

    first.fulfil(written(2))
    await pass()
    expect(writes()).toMatchObject([
      ['update', { rev: 1, title: 'A' }],
      ['update', { rev: 2, title: 'ABC' }],
    ])
  })

  test('and taking it back saves nothing', async () => {
    const page = await opened()
    await page.type('.title', 'Teas')
    await page.type('.title', 'Tea')
    await pass(800)
    expect(writes()).toEqual([])
    expect(state(page)).toBe('已保存')
  })

  test('shows the limit in its last tenth only', async () => {
    const page = await opened()
    await page.type('.title', 'x'.repeat(90))
    expect(page.texts('note-bar .usage')).toEqual([''])
    await page.type('.title', 'x'.repeat(92))
    expect(page.texts('note-bar .usage')).toEqual(['92/100'])
    await page.type('note-body .field', 'x'.repeat(19_000))
    expect(page.texts('note-bar .usage')).toEqual(['19000/20000'])
    await page.type('note-body .field', 'short')
    expect(page.texts('note-bar .usage')).toEqual([''])
  })

  test('never sends the text back into the field under the finger', async () => {
    const page = await opened()
    const before = page.sent.length
    await page.type('note-body .field', 'Buy black tea')
    await pass(800)
    expect(page.sent.slice(before).flatMap((data) => Object.keys(data))).not.toContain('body')
  })
})

describe('without a network', () => {
  beforeEach(() => givenNotes({ get: () => ok({ note: note() }), update: offline }))

  test('what was typed waits, and is sent with a tap', async () => {
    const page = await opened()
    await page.type('.title', 'Coffee')
    await pass(800)
    expect(state(page)).toBe('等待同步重试')
    expect(page.has('note-bar .reason')).toBe(false)

    givenNotes({ update: () => written(2) })
    await page.tap('note-bar .state')
    expect(writes().at(-1)).toMatchObject(['update', { id, rev: 1, title: 'Coffee', body: 'Buy green tea' }])
    expect(state(page)).toBe('已保存')
  })

  test('or when it returns', async () => {
    const page = await opened()
    await page.type('.title', 'Coffee')
    await pass(800)
    givenNotes({ update: () => written(2) })
    tellNetwork(true)
    await pass()
    expect(state(page)).toBe('已保存')
  })

  test('a note that was left waits in the list, and opens from the phone', async () => {
    const page = await opened()
    await page.type('.title', 'Coffee')
    await page.call('onUnload')
    expect(changes.at(-1)).toMatchObject({ kind: 'waiting', note: { id, title: 'Coffee' } })
    expect(wxCalls.showToast).not.toHaveBeenCalled()

    givenNotes({ update: () => written(2) })
    const again = await opened()
    expect(again.data).toMatchObject({ title: 'Coffee', body: 'Buy green tea' })
    expect(state(again)).toBe('已保存')
    expect(changes.at(-1)).toMatchObject({ kind: 'saved', note: { id, title: 'Coffee', rev: 2 } })
  })

  test('a new note waits as well, and opens under its key; writing again begins another', async () => {
    givenNotes({ create: offline })
    const page = await open('note')
    await page.type('note-body .field', 'Do not lose me')
    await page.call('onUnload')
    const [waiting] = changes
    if (waiting?.kind !== 'waiting') throw new Error('the list was not told')
    expect(waiting.note).toMatchObject({ id: expect.stringMatching(/^new-/), excerpt: 'Do not lose me' })

    const fresh = await open('note')
    expect(fresh.data.body).toBe('')
    await fresh.call('onUnload')
    givenNotes({ create: (content) => ok({ note: note(content) }) })
    const again = await open('note', { id: waiting.note.id })
    expect(again.data.body).toBe('Do not lose me')
    expect(changes.at(-1)).toMatchObject({ kind: 'saved', wasWaiting: waiting.note.id })
    expect(wxCalls.setNavigationBarTitle).toHaveBeenLastCalledWith({ title: '笔记' })
  })

  test('a new note that does not wait any more is not asked for', async () => {
    const page = await open('note', { id: 'new-abc' })
    expect(page.texts('error-card .message')).toEqual(['找不到这条笔记，可能已经删除了。'])
    expect(asked()).toEqual([])
  })
})

describe('a save that is refused', () => {
  const full = () => refused({ code: 'LIMIT_EXCEEDED', message: '' })

  test('says why, and is tried again with a tap only', async () => {
    givenNotes({ create: full })
    const page = await open('note')
    await page.type('.title', 'Tea')
    await pass(800)
    expect(state(page)).toBe('未保存重试')
    expect(page.texts('note-bar .reason')).toEqual([expect.stringMatching('空间用完了')])
    await page.call('onHide')
    expect(writes()).toHaveLength(1)

    givenNotes({ create: ({ title }) => ok({ note: note({ title, body: '' }) }) })
    await page.tap('note-bar .state')
    expect(state(page)).toBe('已保存')
    expect(page.has('note-bar .reason')).toBe(false)
  })

  test('is told once more on the way out', async () => {
    givenNotes({ create: full })
    const page = await open('note')
    await page.type('.title', 'Tea')
    await page.call('onUnload')
    expect(wxCalls.showToast).toHaveBeenCalledWith(
      expect.objectContaining({ title: '还没保存成功。文字留在手机里，再次打开会重试。' }),
    )
  })

  test('by a fault of the cloud waits, and says so', async () => {
    givenNotes({ create: () => refused({ code: 'INTERNAL', message: '', details: { requestId: '' } }) })
    const page = await open('note')
    await page.type('.title', 'Tea')
    await pass(800)
    expect(state(page)).toBe('等待同步重试')
    expect(page.texts('note-bar .reason')).toEqual(['云端出了点问题，请稍后再试。'])
  })

  test('because the note was deleted elsewhere keeps the text as a new note', async () => {
    givenNotes({
      get: () => ok({ note: note() }),
      update: () => refused({ code: 'NOT_FOUND', message: '' }),
    })
    const page = await opened()
    await page.type('.title', 'Coffee')
    await pass(800)
    expect(page.texts('note-bar .reason')).toEqual(['找不到这条笔记，可能已经删除了。'])
    expect(changes[0]).toEqual({ kind: 'removed', id })

    givenNotes({ create: ({ title, body }) => ok({ note: note({ id: 'b'.repeat(32), title, body }) }) })
    await page.tap('note-bar .state')
    expect(writes().at(-1)).toMatchObject(['create', { title: 'Coffee', body: 'Buy green tea' }])
    expect(state(page)).toBe('已保存')
  })
})

describe('a note changed elsewhere', () => {
  const collide = async (theirs: Partial<Note>) => {
    givenNotes({
      get: () => ok({ note: note() }),
      update: ({ rev }) => (rev === 5 ? written(6) : conflict(note({ rev: 5, updatedAt: 7, ...theirs }))),
    })
    const page = await opened()
    await page.type('.title', 'Mine')
    await pass(800)
    return page
  }

  test('says so in a bar while somebody types, and opens the comparison with a tap', async () => {
    const page = await collide({ title: 'Theirs' })
    expect(page.texts('note-bar .conflict')).toEqual(['这条笔记在别处也改过去选择'])
    await page.type('.title', 'Mine too')
    await pass(10_000)
    expect(compared()).toEqual([])
    await page.tap('note-bar .conflict')
    expect(compared()).toEqual([`/pages/conflict/conflict?id=${id}`])
  })

  test('opens the comparison once by itself, when no field is in use any more', async () => {
    const page = await collide({ title: 'Theirs' })
    await page.fire('blur', '.title')
    await page.fire('focus', 'note-body .field')
    await pass(10_000)
    expect(compared()).toEqual([])

    await page.fire('keyboardheightchange', 'note-body .field', { height: 0 })
    await pass(1000)
    expect(compared()).toHaveLength(1)
    await page.call('onHide')
    await page.call('onShow')
    await page.type('.title', 'Mine too')
    await pass(800)
    expect(compared()).toHaveLength(1)
    expect(writes()).toHaveLength(1)
  })

  test('waits until the tags are done, too', async () => {
    const page = await collide({ title: 'Theirs' })
    await page.tap('note-bar .tag')
    await page.fire('blur', '.title')
    await pass(1000)
    expect(compared()).toEqual([])
    await page.tap('note-bar .tag')
    await pass(1000)
    expect(compared()).toHaveLength(1)
  })

  test('says on the way out who decides, and opens the comparison when it is opened again, each with its own title', async () => {
    const page = await collide({ title: 'Theirs' })
    await page.call('onUnload')
    await pass(1000)
    expect(wxCalls.showToast.mock.calls).toEqual([
      [{ title: '这条笔记在别处也改过，等你来选。', icon: 'none' }],
    ])
    expect(compared()).toEqual([])

    const again = await opened()
    expect(again.data.title).toBe('Mine')
    expect(compared()).toHaveLength(1)
    const [named = 0, left = Infinity] = [wxCalls.setNavigationBarTitle, wxCalls.navigateTo].map((calls) =>
      calls.mock.invocationCallOrder.at(-1),
    )
    expect(named).toBeLessThan(left)
  })

  test('shows theirs once that is chosen, even where a field goes back to what it was at first', async () => {
    const page = await collide({ title: 'Tea', body: 'Theirs' })
    findDraft(id)?.takeTheirs()
    expect(page.sent.filter((data) => 'body' in data).slice(-2)).toMatchObject([
      { title: 'Mine', body: 'Buy green tea' },
      { title: 'Tea', body: 'Theirs' },
    ])
    expect(state(page)).toBe('已保存')
  })

  test('in its pin only goes on, and shows it', async () => {
    const page = await collide({ pinned: true })
    expect(compared()).toEqual([])
    expect(page.data).toMatchObject({ title: 'Mine', pinned: true, state: 'saved' })
    expect(writes().at(-1)).toMatchObject(['update', { rev: 5, title: 'Mine', pinned: true }])
  })
})

describe('a new note', () => {
  const created = () => givenNotes({ create: ({ title, body }) => ok({ note: note({ title, body }) }) })

  test('in which nothing is written is not created', async () => {
    givenNotes({})
    const page = await open('note')
    expect(wxCalls.setNavigationBarTitle).toHaveBeenLastCalledWith({ title: '新笔记' })
    expect(state(page)).toBe('')
    await page.call('onUnload')
    expect(asked()).toEqual([])
  })

  test('is created by its first words, and updated by the next', async () => {
    created()
    const page = await open('note')
    await page.type('.title', 'Tea')
    await pass(800)
    givenNotes({ update: () => written(2) })
    await page.type('note-body .field', 'Green')
    await pass(800)
    expect(asked()).toMatchObject([
      ['create', { key: expect.stringMatching(/^[A-Za-z0-9_-]{16,64}$/), title: 'Tea', body: '' }],
      ['update', { id, rev: 1, title: 'Tea', body: 'Green' }],
    ])
  })

  test('that was deleted elsewhere meanwhile becomes another note, not the deleted one again', async () => {
    created()
    const page = await open('note')
    await page.type('.title', 'Tea')
    await pass(800)
    givenNotes({ update: () => refused({ code: 'NOT_FOUND', message: '' }) })
    await page.type('.title', 'Tea!')
    await pass(800)
    created()
    await page.tap('note-bar .state')
    const keys = asked().flatMap(([action, input]) =>
      action === 'create' ? [(input as { key: string }).key] : [],
    )
    expect(new Set(keys).size).toBe(2)
  })

  test('is a new one, even while the one before is still on its way', async () => {
    const slow = later<ReturnType<typeof ok<{ note: Note }>>>()
    givenNotes({ create: () => slow.promise })
    const page = await open('note')
    await page.type('.title', 'First')
    await page.call('onUnload')
    const next = await open('note')
    expect(next.data.title).toBe('')
    slow.fulfil(ok({ note: note({ title: 'First', body: '' }) }))
    await pass()
    expect(changes).toMatchObject([{ kind: 'waiting' }, { kind: 'saved', note: { title: 'First' } }])
    expect(wxCalls.showToast).not.toHaveBeenCalled()
  })

  test('that has a pin and nothing else is not created', async () => {
    givenNotes({})
    const page = await open('note')
    await page.tap('note-bar .pin')
    await pass(800)
    expect(page.data.pinned).toBe(true)
    expect(state(page)).toBe('')
    expect(asked()).toEqual([])
  })
})

describe('the pin', () => {
  test('is sent at once, and alone', async () => {
    givenNotes({ get: () => ok({ note: note() }), update: ({ rev }) => ok({ id, rev: rev + 1 }) })
    const page = await opened()
    await page.tap('note-bar .pin')
    expect(writes()).toEqual([['update', { id, rev: 1, pinned: true }]])
    expect(page.data.pinned).toBe(true)
    await page.tap('note-bar .pin')
    expect(writes().at(-1)).toEqual(['update', { id, rev: 2, pinned: false }])
    expect(changes).toMatchObject([{ note: { pinned: true } }, { note: { pinned: false } }])
  })
})

describe('tags', () => {
  const tags = (page: Shown) => page.texts('tag-editor .tags .chip')

  test('are added by typing, chosen from the person’s own, and taken away with a tap', async () => {
    givenNotes({
      get: () => ok({ note: note({ tags: ['Shop'] }) }),
      tags: () => ok({ tags: ['shop', 'Work', 'wood'] }),
      update: ({ rev }) => written(rev + 1),
    })
    const page = await opened()
    expect(tags(page)).toEqual(['Shop'])
    await page.tap('note-bar .tag')
    expect(page.texts('tag-editor .offer')).toEqual(['Work', 'wood'])

    await page.type('tag-editor .field', ' tea　 time ')
    await page.fire('confirm', 'tag-editor .field')
    await page.tap('tag-editor .offer')
    expect(tags(page)).toEqual(['Shop', 'tea time', 'Work'])
    await page.tap('tag-editor .chip')
    await pass(800)
    expect(writes().filter(([action]) => action === 'update')).toMatchObject([
      ['update', { title: 'Tea', tags: ['tea time', 'Work'] }],
    ])

    await page.tap('note-bar .tag')
    expect(page.has('tag-editor .field')).toBe(false)
    await page.tap('note-bar .tag')
    expect(asked().filter(([action]) => action === 'tags')).toHaveLength(1)
  })

  test('that are typed and not confirmed are not lost when their field goes, nor when the page does', async () => {
    givenNotes({
      get: () => ok({ note: note() }),
      tags: () => ok({ tags: [] }),
      update: ({ rev }) => written(rev + 1),
    })
    const page = await opened()
    await page.tap('note-bar .tag')
    await page.type('tag-editor .field', 'tea')
    await page.tap('note-bar .tag')
    expect(tags(page)).toEqual(['tea'])
    await page.tap('note-bar .tag')
    await page.type('tag-editor .field', 'time')
    await page.call('onUnload')
    expect(writes().at(-1)).toMatchObject(['update', { tags: ['tea', 'time'] }])
  })

  test('that were typed once are typed no more when the field is opened again', async () => {
    givenNotes({
      get: () => ok({ note: note() }),
      tags: () => ok({ tags: ['work', 'tea'] }),
      update: ({ rev }) => written(rev + 1),
    })
    const page = await opened()
    await page.tap('note-bar .tag')
    await page.type('tag-editor .field', 'wo')
    await page.tap('note-bar .tag')
    await page.tap('note-bar .tag')
    expect(page.texts('tag-editor .offer')).toEqual(['work', 'tea'])
    await page.call('onUnload')
    expect(writes().at(-1)).toMatchObject(['update', { tags: ['wo'] }])
  })

  test('can be typed when the suggestions do not come', async () => {
    givenNotes({ tags: offline })
    const page = await open('note')
    await page.tap('note-bar .tag')
    await page.type('tag-editor .field', 'tea')
    await page.fire('confirm', 'tag-editor .field')
    expect(tags(page)).toEqual(['tea'])
  })
})

describe('a checklist', () => {
  beforeEach(() =>
    givenNotes({
      get: () => ok({ note: note({ body: '- [ ] tea\n- [ ] milk' }) }),
      update: ({ rev }) => written(rev + 1),
    }),
  )

  test('is ticked as it is typed: saved once it rests, and the row of the list counts', async () => {
    const page = await opened()
    const before = page.sent.length
    await page.tap('note-body .box')
    await pass(800)
    expect(writes()).toMatchObject([['update', { body: '- [x] tea\n- [ ] milk' }]])
    expect(state(page)).toBe('已保存')
    expect(changes).toMatchObject([
      { kind: 'saved', note: { excerpt: '☑ tea\n☐ milk', boxes: 2, ticked: 1 } },
    ])
    expect(page.sent.slice(before).flatMap((data) => Object.keys(data))).not.toContain('body')
  })

  test('that was ticked is not lost when the page closes at once', async () => {
    const page = await opened()
    await page.tap('note-body .box')
    await page.call('onUnload')
    expect(writes()).toMatchObject([['update', { body: '- [x] tea\n- [ ] milk' }]])
  })

  test('begins with a button, in a note without one as well', async () => {
    const page = await open('note')
    await page.tap('note-bar .check')
    expect(page.data.body).toBe('')
    givenNotes({ create: (content) => ok({ note: note(content) }) })
    await page.type('note-body .field', '- [ ] tea')
    await pass(800)
    expect(writes()).toMatchObject([['create', { body: '- [ ] tea' }]])
  })

  test('shows what came from elsewhere', async () => {
    const page = await opened()
    await page.tap('note-body .box')
    givenNotes({
      update: ({ rev }) =>
        rev === 5 ? written(6) : conflict(note({ rev: 5, body: '- [ ] tea\n- [ ] milk', tags: ['shop'] })),
    })
    await pass(800)
    expect(page.texts('tag-editor .chip')).toEqual(['shop'])
    findDraft(id)?.takeTheirs()
    expect(page.texts('note-body .text')).toEqual(['tea', 'milk'])
  })
})

describe('the details', () => {
  test('say how long the text is, and when it was written and changed', async () => {
    const [createdAt, updatedAt] = [
      new Date(2026, 0, 2, 3, 4).getTime(),
      new Date(2026, 1, 3, 14, 5).getTime(),
    ]
    const body = '- [x] 买茶 two cups\n😀 it’s'
    givenNotes({ get: () => ok({ note: note({ title: '家', body, createdAt, updatedAt }) }) })
    const page = await opened()
    await page.tap('note-body .count')
    expect(page.texts('note-details .name')).toEqual(['字数', '字符数', '清单', '创建时间', '修改时间'])
    expect(page.texts('note-details .value')).toEqual([
      ...['5', '19', '1/1', '2026 年 1 月 2 日 03:04', '2026 年 2 月 3 日 14:05'],
    ])
    await page.tap('note-details .close')
    expect(page.has('note-details .name')).toBe(false)
  })

  test.each([
    ['这个小程序', true],
    ['另一个小程序', false],
  ])('say, once the cloud has told, that it was written: %s', async (place, writtenHere) => {
    givenNotes({ get: () => ok({ note: note(), writtenHere }) })
    const page = await opened()
    await page.tap('note-body .count')
    expect(page.texts('note-details .value').at(-1)).toBe(place)
  })

  test('say the rest where the cloud cannot be asked', async () => {
    givenNotes({ get: () => ok({ note: note(), writtenHere: true }) })
    const page = await opened()
    givenNotes({ get: offline })
    await page.tap('note-body .count')
    expect(page.texts('note-details .name').at(-1)).toBe('修改时间')
  })

  test('of a note that the cloud does not have yet know no times', async () => {
    givenNotes({ create: offline })
    const page = await open('note')
    await page.type('note-body .field', 'two cups')
    await page.fire('blur', 'note-body .field', { cursor: 8 })
    await pass(800)
    await page.tap('note-body .count')
    expect(page.texts('note-details .name')).toEqual(['字数', '字符数'])
  })
})

describe('the keyboard', () => {
  test('never covers the bar', async () => {
    givenNotes({ get: () => ok({ note: note() }) })
    const page = await opened()
    await page.fire('keyboardheightchange', 'note-body .field', { height: 300 })
    expect(page.all('.page')[0]?.getAttribute('style')).toContain('padding-bottom: 300px')
    await page.fire('keyboardheightchange', 'note-body .field', { height: 0 })
    expect(page.all('.page')[0]?.getAttribute('style')).toContain('padding-bottom: 0px')
  })
})

describe('a note in the trash', () => {
  const lying = note({ rev: 3, deletedAt: 5 })

  test('can only be read, until it is restored', async () => {
    givenNotes({ get: () => ok({ note: lying }), restore: ({ rev }) => ok({ id, rev: rev + 1 }) })
    const page = await opened()
    expect(page.data).toMatchObject({ title: 'Tea', trashed: true })
    expect(page.texts('note-bar .told')).toEqual(['这条笔记在回收站里。'])
    expect(page.has('note-bar .remove')).toBe(false)

    await page.tap('note-bar .act')
    expect(writes()).toEqual([['restore', { id, rev: 3 }]])
    expect(changes).toMatchObject([{ kind: 'saved', note: { id, rev: 4, deletedAt: null } }])
    expect(page.data.trashed).toBe(false)
    givenNotes({ update: ({ rev }) => written(rev + 1) })
    await page.type('.title', 'Back')
    await pass(800)
    expect(writes().at(-1)).toMatchObject(['update', { rev: 4, title: 'Back' }])
  })

  test('says why it cannot be restored', async () => {
    givenNotes({ get: () => ok({ note: lying }), restore: offline })
    const page = await opened()
    await page.tap('note-bar .act')
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '连不上云端，请检查网络后再试。', icon: 'none' })
    expect(page.data.trashed).toBe(true)
  })
})

describe('deleting', () => {
  beforeEach(() =>
    givenNotes({
      get: () => ok({ note: note({ rev: 3 }) }),
      update: ({ rev }) => written(rev + 1),
      remove: ({ rev }) => ok({ id, rev: rev + 1 }),
    }),
  )

  test('moves the note to the trash without a question, goes back, and offers to undo it', async () => {
    const page = await opened()
    await page.tap('note-bar .remove')
    await page.call('onUnload')
    expect(wxCalls.showModal).not.toHaveBeenCalled()
    expect(writes()).toEqual([['remove', { id, rev: 3 }]])
    expect(changes).toEqual([{ kind: 'removed', id }])
    expect(wxCalls.navigateBack).toHaveBeenCalledTimes(1)
    expect(takeUndo()).toMatchObject({ note: { id, title: 'Tea' }, rev: 4 })
  })

  test('goes to the list when no page lies below', async () => {
    phone.pagesBelow = false
    const page = await opened()
    await page.tap('note-bar .remove')
    expect(wxCalls.switchTab).toHaveBeenCalledWith(expect.objectContaining({ url: '/pages/notes/notes' }))
  })

  test('takes what was typed last along, so that undoing brings it back', async () => {
    const page = await opened()
    await page.type('.title', 'Last words')
    await page.tap('note-bar .remove')
    await pass(800)
    await page.call('onUnload')
    expect(writes()).toMatchObject([
      ['update', { rev: 3, title: 'Last words' }],
      ['remove', { rev: 4 }],
    ])
    expect(takeUndo()).toMatchObject({ note: { title: 'Last words' }, rev: 5 })
  })

  test('twice at once deletes once', async () => {
    const page = await opened()
    const removed = later<ReturnType<typeof written>>()
    givenNotes({ remove: () => removed.promise })
    await page.tap('note-bar .remove')
    await page.tap('note-bar .remove')
    removed.fulfil(written(4))
    await pass()
    expect(writes()).toHaveLength(1)
    expect(wxCalls.navigateBack).toHaveBeenCalledTimes(1)
  })

  test.each([
    ['what was typed', { update: offline }, 'Unsaved'],
    ['the deletion', { remove: offline }, 'Tea'],
  ])('stays on the page when %s does not reach the cloud', async (_, answers, title) => {
    const page = await opened()
    givenNotes({ update: ({ rev }) => written(rev + 1), ...answers })
    if (title !== 'Tea') await page.type('.title', title)
    await page.tap('note-bar .remove')
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '连不上云端，请检查网络后再试。', icon: 'none' })
    expect(wxCalls.navigateBack).not.toHaveBeenCalled()
    expect(changes.some(({ kind }) => kind === 'removed')).toBe(false)
  })

  test('a note that was changed elsewhere shows it as it is now, and deletes nothing unseen', async () => {
    const page = await opened()
    givenNotes({ remove: () => conflict(note({ rev: 4, title: 'Theirs' })) })
    await page.tap('note-bar .remove')
    expect(page.data.title).toBe('Theirs')
    expect(wxCalls.navigateBack).not.toHaveBeenCalled()
    givenNotes({ remove: ({ rev }) => written(rev + 1) })
    await page.tap('note-bar .remove')
    expect(writes().at(-1)).toEqual(['remove', { id, rev: 4 }])
    expect(wxCalls.navigateBack).toHaveBeenCalledTimes(1)
  })

  test('what was typed into a note that was changed elsewhere compares first', async () => {
    const page = await opened()
    givenNotes({ update: () => conflict(note({ rev: 4, title: 'Theirs' })) })
    await page.type('.title', 'Mine')
    await page.tap('note-bar .remove')
    expect(compared()).toHaveLength(1)
    expect(wxCalls.navigateBack).not.toHaveBeenCalled()
  })

  test('a note that is gone already is done', async () => {
    const page = await opened()
    givenNotes({ remove: () => refused({ code: 'NOT_FOUND', message: '' }) })
    await page.tap('note-bar .remove')
    expect(wxCalls.navigateBack).toHaveBeenCalledTimes(1)
    expect(changes).toEqual([{ kind: 'removed', id }])
    expect(takeUndo()).toBeUndefined()
  })

  test('a blank new note just closes it', async () => {
    const page = await open('note')
    await page.tap('note-bar .remove')
    expect(wxCalls.showModal).not.toHaveBeenCalled()
    expect(wxCalls.navigateBack).toHaveBeenCalledTimes(1)
  })

  test.each([true, false])('a note that is on this phone alone asks first (answer: %s)', async (confirm) => {
    givenNotes({ create: offline })
    phone.modal = { confirm, cancel: !confirm }
    const page = await open('note')
    await page.type('.title', 'Only here')
    await page.tap('note-bar .remove')
    expect(wxCalls.showModal).toHaveBeenCalledWith(
      expect.objectContaining({ title: '删除这条笔记？', content: '它还没存到云端，删除后无法恢复。' }),
    )
    expect(wxCalls.navigateBack).toHaveBeenCalledTimes(confirm ? 1 : 0)
    givenNotes({
      create: (content) => ok({ note: note(content) }),
      remove: ({ rev }) => ok({ id, rev: rev + 1 }),
    })
    wxCalls.callFunction.mockClear()
    await sendNow()
    // It may have reached the cloud, so it is deleted there as well.
    expect(asked().map(([action]) => action)).toEqual(confirm ? ['create', 'remove'] : ['create'])
  })
})
