import { open as openPage, pass, type Shown } from '../support/page'
import { tellNetwork } from '../support/wx'
import { asked, givenNotes, note, offline, ok, summaries } from './given'

/** Sixty notes in pages of twenty, as the cloud has them, and as the phone keeps them. */
const all = summaries(60)
const cloudHas = (notes = all) =>
  givenNotes({
    list: ({ cursor }) => {
      const from = notes.findIndex(({ id }) => id === cursor) + 1
      const page = notes.slice(from, from + 20)
      const next = from + 20 < notes.length ? (page[19]?.id ?? null) : null
      return ok({ notes: page, nextCursor: next })
    },
    read: ({ ids }) => ok({ notes: all.filter(({ id }) => ids.includes(id)).map((head) => note(head)) }),
  })
const titles = (page: Shown) => page.texts('note-card .title')
const named = (from: number, to: number) => all.slice(from, to).map(({ title }) => title)
const atEnd = (page: Shown) => page.texts('error-card .message').slice(1)

/** A list of which so many pages were seen, opened again without a network. */
async function openedOffline(pages: number): Promise<Shown> {
  cloudHas()
  const before = await openPage('notes')
  for (let i = 1; i < pages; i++) await before.call('onReachBottom')
  await pass()
  await before.call('onUnload')
  givenNotes({ list: offline })
  return openPage('notes')
}

test('without a network the list goes on with what the phone keeps, and says at its end that there is more', async () => {
  const page = await openedOffline(2)
  expect(titles(page)).toEqual(named(0, 20))
  await page.call('onReachBottom')
  expect(titles(page)).toEqual(named(0, 40))
  expect(atEnd(page)).toEqual([])
  await page.call('onReachBottom')
  expect(titles(page)).toEqual(named(0, 40))
  expect(atEnd(page)).toEqual(['其余的笔记没有存在这台手机上，连上网就能看到。'])
  await page.call('onUnload')
})

test('what was deleted elsewhere leaves it, once there is a network, and nothing is there twice', async () => {
  const page = await openedOffline(3)
  for (let i = 0; i < 2; i++) await page.call('onReachBottom')
  expect(titles(page)).toEqual(named(0, 60))
  cloudHas(all.filter((_, i) => i !== 30))
  tellNetwork(true)
  await pass()
  expect(titles(page)).toEqual([...named(0, 30), ...named(31, 60)])
  expect(page.has('error-card')).toBe(false)
  await page.call('onUnload')
})

test('the next page of the cloud takes the place of what the phone had there, and what is below stays', async () => {
  const page = await openedOffline(3)
  for (let i = 0; i < 2; i++) await page.call('onReachBottom')
  cloudHas(all.filter((_, i) => i !== 30))
  await page.call('onReachBottom')
  expect(asked().at(-1)).toEqual(['list', expect.objectContaining({ cursor: all[19]?.id })])
  expect(titles(page)).toEqual([...named(0, 30), ...named(31, 60)])
  await page.call('onReachBottom')
  expect(asked().at(-1)).toEqual(['list', expect.objectContaining({ cursor: all[40]?.id })])
  expect(titles(page)).toEqual([...named(0, 30), ...named(31, 60)])
  await page.call('onUnload')
})

test('it goes on in the same way after a search without a network', async () => {
  const page = await openedOffline(2)
  await page.type('search-field .input', 'Note')
  await pass(300)
  await page.tap('search-field .clear')
  await page.call('onReachBottom')
  expect(titles(page)).toEqual(named(0, 40))
  await page.call('onUnload')
})

test('the end that could not be loaded comes by itself when the network is back', async () => {
  cloudHas(all.slice(0, 25))
  const page = await openPage('notes')
  givenNotes({ list: offline })
  await page.call('onReachBottom')
  expect(page.texts('error-card .message')).toEqual(['其余的笔记没有存在这台手机上，连上网就能看到。'])
  cloudHas(all.slice(0, 25))
  tellNetwork(true)
  await pass()
  expect(titles(page)).toEqual(named(0, 25))
  await page.call('onUnload')
})
