import type { Note } from '../../shared/notes'
import { onChange, type Change } from '../../miniprogram/stores/changes'
import { open, pass, type Shown } from '../support/page'
import { phone, wxCalls } from '../support/wx'
import { asked, givenNotes, later, note, offline, ok, refused } from './given'

const id = 'a'.repeat(32)
const opened = () => open('note', { id })
const writes = () => asked().filter(([action]) => action !== 'get')
const written = (rev: number) => ok({ id, rev, updatedAt: Date.now() })
const conflict = (theirs: Note) => refused({ code: 'CONFLICT', message: '', details: { note: theirs } })
const state = (page: Shown) => page.texts('.state').join()

let changes: Change[] = []
let stop = () => {}
beforeEach(() => {
  changes = []
  stop = onChange((change) => changes.push(change))
})
afterEach(() => stop())

describe('opening a note', () => {
  test('shows its text once it is there', async () => {
    const answer = later<ReturnType<typeof ok<{ note: Note }>>>()
    givenNotes({ get: () => answer.promise })
    const page = await opened()
    expect(page.has('skeleton')).toBe(true)
    expect(page.has('.bar')).toBe(false)

    answer.fulfil(ok({ note: note() }))
    await pass()
    expect(page.data).toMatchObject({ title: 'Tea', body: 'Buy green tea' })
    expect(state(page)).toBe('已保存')
    expect(wxCalls.setNavigationBarTitle).toHaveBeenLastCalledWith({ title: '编辑' })
  })

  test('says why it cannot, and tries again on demand', async () => {
    givenNotes({ get: () => refused({ code: 'NOT_FOUND', message: '' }) })
    const page = await opened()
    expect(page.texts('error-card .message')).toEqual(['找不到这条笔记，它可能已被删除。'])
    givenNotes({ get: () => ok({ note: note() }) })
    await page.tap('error-card .retry')
    expect(page.data.title).toBe('Tea')
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
    await page.type('.body', 'Buy green')
    await pass(700)
    await page.type('.body', 'Buy black tea')
    expect(state(page)).toBe('保存中')
    await pass(700)
    expect(writes()).toEqual([])

    await pass(100)
    expect(writes()).toEqual([['update', { id, rev: 1, title: 'Tea', body: 'Buy black tea' }]])
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
    expect(page.texts('.usage')).toEqual([''])
    await page.type('.title', 'x'.repeat(92))
    expect(page.texts('.usage')).toEqual(['92/100'])
    await page.type('.body', 'x'.repeat(19_000))
    expect(page.texts('.usage')).toEqual(['19000/20000'])
    await page.type('.body', 'short')
    expect(page.texts('.usage')).toEqual([''])
  })

  test('never sends the text back into the field under the finger', async () => {
    const page = await opened()
    const before = page.sent.length
    await page.type('.body', 'Buy black tea')
    await pass(800)
    expect(page.sent.slice(before).flatMap((data) => Object.keys(data))).not.toContain('body')
  })
})

describe('a save that fails', () => {
  beforeEach(() => givenNotes({ get: () => ok({ note: note() }), update: offline }))

  test('keeps the text, says why, and is retried with a tap', async () => {
    const page = await opened()
    await page.type('.title', 'Coffee')
    await pass(800)
    expect(state(page)).toBe('未保存重试')
    expect(page.texts('.reason')).toEqual(['连不上云端，请检查网络后再试。'])

    givenNotes({ update: () => written(2) })
    await page.tap('.state')
    expect(writes().at(-1)).toEqual(['update', { id, rev: 1, title: 'Coffee', body: 'Buy green tea' }])
    expect(state(page)).toBe('已保存')
    expect(page.has('.reason')).toBe(false)
  })

  test('on the way out says so, and the text is there when the note is opened again', async () => {
    const page = await opened()
    await page.type('.title', 'Coffee')
    await page.call('onUnload')
    expect(wxCalls.showToast).toHaveBeenCalledWith(
      expect.objectContaining({ title: '还没有保存。文字留在手机里，再打开它就会重试。' }),
    )

    givenNotes({ update: () => written(2) })
    const again = await opened()
    expect(again.data).toMatchObject({ title: 'Coffee', body: 'Buy green tea' })
    expect(state(again)).toBe('已保存')
    await again.call('onUnload')
  })

  test('because the note was deleted elsewhere keeps the text as a new note', async () => {
    const page = await opened()
    givenNotes({ update: () => refused({ code: 'NOT_FOUND', message: '' }) })
    await page.type('.title', 'Coffee')
    await pass(800)
    expect(page.texts('.reason')).toEqual(['找不到这条笔记，它可能已被删除。'])
    expect(changes).toEqual([{ kind: 'removed', id }])

    givenNotes({ create: ({ title, body }) => ok({ note: note({ id: 'b'.repeat(32), title, body }) }) })
    await page.tap('.state')
    expect(writes().at(-1)).toMatchObject(['create', { title: 'Coffee', body: 'Buy green tea' }])
    expect(state(page)).toBe('已保存')
  })

  test('for want of an answer is not taken for somebody else’s change', async () => {
    const page = await opened()
    await page.type('.title', 'Coffee')
    await pass(800)
    await page.type('.title', 'Coffee!')
    givenNotes({
      update: ({ rev }) => (rev === 1 ? conflict(note({ rev: 2, title: 'Coffee' })) : written(rev + 1)),
    })
    await pass(800)
    expect(wxCalls.showModal).not.toHaveBeenCalled()
    expect(writes().at(-1)).toMatchObject(['update', { rev: 2, title: 'Coffee!' }])
    expect(state(page)).toBe('已保存')
  })
})

describe('a note changed elsewhere', () => {
  const theirs = note({ rev: 5, title: 'Theirs', updatedAt: 7 })
  const collide = async () => {
    givenNotes({
      get: () => ok({ note: note() }),
      update: ({ rev }) => (rev === 5 ? written(6) : conflict(theirs)),
    })
    const page = await opened()
    await page.type('.title', 'Mine')
    await page.type('.body', 'My body')
    await pass(800)
    return page
  }

  test('keeps mine on top of the newer revision', async () => {
    const page = await collide()
    expect(wxCalls.showModal).toHaveBeenCalledWith(
      expect.objectContaining({
        title: '这条笔记在别处改过',
        confirmText: '保留我的',
        cancelText: '用云端的',
      }),
    )
    expect(writes().at(-1)).toEqual(['update', { id, rev: 5, title: 'Mine', body: 'My body' }])
    expect(state(page)).toBe('已保存')
  })

  test('takes theirs into the fields, even where a field goes back to what it was at first', async () => {
    phone.modal = { confirm: false, cancel: true }
    const page = await collide()
    const filled = page.sent.filter((data) => 'body' in data)
    expect(filled.slice(-2)).toEqual([
      { title: 'Mine', body: 'My body' },
      { title: 'Theirs', body: 'Buy green tea' },
    ])
    expect(writes()).toHaveLength(1)
    expect(state(page)).toBe('已保存')
    expect(changes.at(-1)).toMatchObject({ kind: 'saved', note: { rev: 5, title: 'Theirs' } })
  })

  test('waits, with nothing lost, when the question is closed without an answer', async () => {
    phone.modal = { confirm: false, cancel: false }
    const page = await collide()
    expect(state(page)).toBe('未保存重试')
    await page.type('.title', 'Mine too')
    await pass(800)
    expect(writes()).toHaveLength(1)

    phone.modal = { confirm: true, cancel: false }
    await page.tap('.state')
    expect(writes().at(-1)).toMatchObject(['update', { rev: 5, title: 'Mine too' }])
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
    await page.type('.body', 'Green')
    await pass(800)
    expect(asked()).toMatchObject([
      ['create', { key: expect.stringMatching(/^[A-Za-z0-9_-]{16,64}$/), title: 'Tea', body: '' }],
      ['update', { id, rev: 1, title: 'Tea', body: 'Green' }],
    ])
  })

  test('keeps its key when creating is retried, and then catches up with what was typed meanwhile', async () => {
    givenNotes({ create: offline })
    const page = await open('note')
    await page.type('.title', 'Tea')
    await pass(800)
    // The lost call had written the note after all: the cloud answers with the text of then.
    givenNotes({ create: () => ok({ note: note({ title: 'Tea', body: '' }) }), update: () => written(2) })
    await page.type('.title', 'Tea!')
    await pass(800)
    const [first, second, last] = asked()
    expect(second).toMatchObject(['create', { key: (first?.[1] as { key: string }).key }])
    expect(last).toMatchObject(['update', { title: 'Tea!' }])
    expect(state(page)).toBe('已保存')
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
    await page.tap('.state')
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
    expect(changes).toMatchObject([{ kind: 'saved', note: { title: 'First' } }])
    expect(wxCalls.showToast).not.toHaveBeenCalled()
  })

  test('that could not be saved is there when the person writes again', async () => {
    givenNotes({ create: offline })
    const page = await open('note')
    await page.type('.body', 'Do not lose me')
    await page.call('onUnload')
    created()
    const again = await open('note')
    expect(again.data.body).toBe('Do not lose me')
    await again.call('onUnload')

    const fresh = await open('note')
    expect(fresh.data.body).toBe('')
  })
})

describe('deleting', () => {
  beforeEach(() => givenNotes({ get: () => ok({ note: note({ rev: 3 }) }), remove: () => ok({ id }) }))

  test('asks first, and does nothing on a no', async () => {
    phone.modal = { confirm: false, cancel: true }
    const page = await opened()
    await page.tap('.remove')
    expect(wxCalls.showModal).toHaveBeenCalledWith(
      expect.objectContaining({ title: '删除这条笔记？', confirmText: '删除' }),
    )
    expect(writes()).toEqual([])
    expect(wxCalls.navigateBack).not.toHaveBeenCalled()
  })

  test('on a yes removes the note, goes back, and says so', async () => {
    const page = await opened()
    await page.tap('.remove')
    await page.call('onUnload')
    expect(writes()).toEqual([['remove', { id, rev: 3 }]])
    expect(changes).toEqual([{ kind: 'removed', id }])
    expect(wxCalls.navigateBack).toHaveBeenCalledTimes(1)
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '已删除', icon: 'success' })
  })

  test('goes to the list when no page lies below', async () => {
    phone.pagesBelow = false
    const page = await opened()
    await page.tap('.remove')
    expect(wxCalls.switchTab).toHaveBeenCalledWith(expect.objectContaining({ url: '/pages/notes/notes' }))
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '已删除', icon: 'success' })
  })

  test('takes what was not saved along, and saves nothing on the way out', async () => {
    const page = await opened()
    await page.type('.title', 'Unsaved')
    await page.tap('.remove')
    await pass(800)
    await page.call('onUnload')
    expect(writes()).toEqual([['remove', { id, rev: 3 }]])
  })

  test('on its way, is not overtaken by a save', async () => {
    const page = await opened()
    const removed = later<ReturnType<typeof ok<{ id: string }>>>()
    givenNotes({ remove: () => removed.promise })
    await page.type('.title', 'Unsaved')
    await page.tap('.remove')
    await page.call('onHide')
    removed.fulfil(ok({ id }))
    await pass()
    expect(writes()).toEqual([['remove', { id, rev: 3 }]])
  })

  test('that fails keeps the page and the text, which is then saved', async () => {
    const page = await opened()
    givenNotes({ remove: offline, update: ({ rev }) => written(rev + 1) })
    await page.type('.title', 'Unsaved')
    await page.tap('.remove')
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '连不上云端，请检查网络后再试。', icon: 'none' })
    expect(wxCalls.navigateBack).not.toHaveBeenCalled()
    expect(writes().at(-1)).toMatchObject(['update', { rev: 3, title: 'Unsaved' }])
    expect(state(page)).toBe('已保存')
  })

  test('a note that was changed elsewhere asks which text stays instead', async () => {
    const page = await opened()
    givenNotes({ remove: () => conflict(note({ rev: 4, title: 'Theirs' })) })
    phone.modal = { confirm: true, cancel: false }
    wxCalls.showModal.mockImplementationOnce(async () => ({ confirm: true, cancel: false }))
    wxCalls.showModal.mockImplementationOnce(async () => ({ confirm: false, cancel: true }))
    await page.tap('.remove')
    expect(wxCalls.showModal.mock.calls.map(([{ title }]) => title)).toEqual([
      '删除这条笔记？',
      '这条笔记在别处改过',
    ])
    expect(page.data.title).toBe('Theirs')
    expect(wxCalls.navigateBack).not.toHaveBeenCalled()
  })

  test('a note that is gone already is done', async () => {
    const page = await opened()
    givenNotes({ remove: () => refused({ code: 'NOT_FOUND', message: '' }) })
    await page.tap('.remove')
    expect(wxCalls.navigateBack).toHaveBeenCalledTimes(1)
    expect(changes).toEqual([{ kind: 'removed', id }])
  })

  test('a new note throws away what was typed', async () => {
    givenNotes({})
    const page = await open('note')
    await page.type('.title', 'Never mind')
    await page.tap('.remove')
    await page.call('onUnload')
    const fresh = await open('note')
    expect(fresh.data.title).toBe('')
    expect(asked()).toEqual([])
  })
})
