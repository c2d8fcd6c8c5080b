import { open, type Shown } from '../support/page'
import { wxCalls } from '../support/wx'
import { asked, givenNotes, ok, summaries, summary } from '../pages/given'

const opened: Shown[] = []
beforeEach(async () => {
  for (const page of opened.splice(0)) await page.call('onUnload')
  givenNotes({
    list: () => ok({ notes: [summary({ pinned: true }), ...summaries(2, 1)], nextCursor: null }),
    update: ({ id, rev }) => ok({ id, rev: rev + 1 }),
    remove: ({ id, rev }) => ok({ id, rev: rev + 1 }),
  })
})
const openList = async () => {
  const page = await open('notes')
  opened.push(page)
  return page
}
const titles = (page: Shown) => page.texts('note-card .title')

/** Moves a finger over the first card, in so many pixels to the right and down. */
async function drag(page: Shown, right: number, down = 0): Promise<void> {
  const finger = (event: string, share: number) =>
    page.touch(event, 'swipe-row .front', { clientX: 200 + right * share, clientY: 100 + down * share })
  await finger('touchstart', 0)
  await finger('touchmove', 0.3)
  await finger('touchmove', 1)
  await page.touch('touchend', 'swipe-row .front')
}

test('a card that is swiped to the left shows what can be done to it, and a tap beside that hides it', async () => {
  const page = await openList()
  expect(page.has('swipe-row .action')).toBe(false)
  await drag(page, -120)
  expect(page.texts('swipe-row .action')).toEqual(['取消置顶', '删除'])
  await page.tap('note-card .title')
  expect(page.has('swipe-row .action')).toBe(false)
  expect(wxCalls.navigateTo).not.toHaveBeenCalled()
  await page.tap('note-card .title')
  expect(wxCalls.navigateTo).toHaveBeenCalledTimes(1)
})

test.each([
  ['a little', -60, 0],
  ['to the right', 120, 0],
  ['up or down', -60, 120],
])('a card that is moved %s stays where it is', async (_way, right, down) => {
  const page = await openList()
  await drag(page, right, down)
  expect(page.has('swipe-row .action')).toBe(false)
})

test('what is tapped there is done', async () => {
  const page = await openList()
  await drag(page, -160)
  await page.tap('swipe-row .action')
  expect(asked().pop()).toEqual(['update', { id: 'a'.repeat(32), rev: 1, pinned: false }])
  expect(page.has('.heading')).toBe(false)
  await drag(page, -160)
  await page.tap('swipe-row .danger')
  expect(titles(page)).toHaveLength(2)
  expect(page.texts('undo-bar .told')).toEqual(['已移到回收站'])
})
