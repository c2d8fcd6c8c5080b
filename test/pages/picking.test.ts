import { limits } from '../../shared/note-limits'
import { open, type Shown } from '../support/page'
import { phone, wxCalls } from '../support/wx'
import { asked, givenNotes, offline, ok, refused, summaries, summary } from './given'

const opened: Shown[] = []
beforeEach(async () => {
  for (const page of opened.splice(0)) await page.call('onUnload')
})
const id = (n: number) => summaries(1, n)[0]?.id ?? ''
const titles = (page: Shown) => page.texts('note-card .title')
const writes = () => asked().filter(([action]) => ['update', 'remove', 'restore'].includes(action))

/** A list of which the first notes are picked. */
async function picked(count: number, notes = summaries(4), given: Parameters<typeof givenNotes>[0] = {}) {
  const written = ({ id, rev }: { id: string; rev: number }) => ok({ id, rev: rev + 1 })
  givenNotes({
    list: () => ok({ notes, nextCursor: null }),
    ...{ remove: written, restore: written, update: written },
    ...given,
  })
  const page = await open('notes')
  opened.push(page)
  phone.choice = '多选'
  await page.fire('longpress', 'note-card .title')
  for (let n = 1; n < count; n++) await page.tapAt('note-card .title', n)
  return page
}

test('a long press begins to pick notes; a tap picks another one, or takes it back', async () => {
  const page = await picked(2)
  expect(page.texts('pick-bar .told')).toEqual(['已选 2 条'])
  expect(page.all('note-card .on')).toHaveLength(2)
  expect(page.has('.write')).toBe(false)
  await page.tap('note-card .title')
  expect(page.texts('pick-bar .told')).toEqual(['已选 1 条'])
  expect(wxCalls.navigateTo).not.toHaveBeenCalled()
  await page.tap('pick-bar .act')
  expect(page.has('note-card .tick')).toBe(false)
  expect(page.has('.write')).toBe(true)
})

test('all that are picked are moved to the trash, and brought back together', async () => {
  const page = await picked(3)
  await page.tap('pick-bar .danger')
  expect(titles(page)).toEqual(['Note 3'])
  expect(page.has('pick-bar')).toBe(false)
  expect(page.texts('undo-bar .told')).toEqual(['3 条已移到回收站'])
  await page.tap('undo-bar .undo')
  expect(titles(page)).toEqual(['Note 0', 'Note 1', 'Note 2', 'Note 3'])
})

test('what cannot be deleted stays, and it is said how many and why; without a network no more is tried', async () => {
  const page = await picked(4, summaries(5), {
    remove: ({ id: which, rev }) => {
      if (which === id(1)) return refused({ code: 'NOT_FOUND', message: '' })
      return which === id(2) ? offline() : ok({ id: which, rev: rev + 1 })
    },
  })
  await page.tap('pick-bar .danger')
  expect(titles(page)).toEqual(['Note 2', 'Note 3', 'Note 4'])
  expect(writes().filter(([, input]) => (input as { id: string }).id === id(3))).toEqual([])
  expect(wxCalls.showModal).toHaveBeenCalledWith(
    expect.objectContaining({ title: '有 3 条没处理成功', content: '连不上云端，请检查网络后再试。' }),
  )
  expect(page.texts('undo-bar .told')).toEqual(['已移到回收站'])
})

test('all that are picked get a tag, but for those that have it or are full of them', async () => {
  const full = Array.from({ length: limits.tags }, (_, n) => `t${n}`)
  const notes = [[], ['Tea'], full].map((tags, n) => ({ ...summary(), id: id(n), tags }))
  const page = await picked(3, notes)
  Object.assign(phone.modal, { content: ' tea ' })
  const [, tagButton] = page.all('pick-bar .act')
  expect(tagButton?.textContent?.trim()).toBe('标签')
  await page.tapAt('pick-bar .act', 1)
  expect(writes()).toEqual([['update', { id: id(0), rev: 1, tags: ['tea'] }]])
  expect(wxCalls.showModal).toHaveBeenLastCalledWith(
    expect.objectContaining({ title: '有 1 条没处理成功', content: '最多 10 个标签' }),
  )
  expect(page.has('pick-bar')).toBe(false)
})

test('no more than fifty are picked at a time', async () => {
  const page = await picked(51, summaries(52))
  expect(page.texts('pick-bar .told')).toEqual(['已选 50 条'])
  expect(wxCalls.showToast).toHaveBeenLastCalledWith({ title: '一次最多选 50 条', icon: 'none' })
})
