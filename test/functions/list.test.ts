import type { NoteSummary } from '../../shared/notes'
import { pageLimits } from '../../shared/pages'
import { startCloud } from '../support/cloud'
import { notesOn } from '../support/notes'

const cloud = startCloud()
const alice = notesOn(cloud.as('alice'))
const bob = notesOn(cloud.as('bob'))

async function everyPage(phone: typeof alice, limit: number): Promise<NoteSummary[][]> {
  const pages: NoteSummary[][] = []
  let cursor: string | null | undefined
  do {
    const page = await phone.get('list', cursor ? { cursor, limit } : { limit })
    pages.push(page.notes)
    cursor = page.nextCursor
  } while (cursor !== null)
  return pages
}

test('a person without notes has an empty list', async () => {
  expect(await bob.get('list', {})).toEqual({ notes: [], nextCursor: null })
})

describe('with 45 notes, some pinned, many of the same millisecond', () => {
  beforeAll(async () => {
    const phone = cloud.as('alice')
    const start = 1_800_000_000_000
    for (let i = 0; i < 45; i++)
      await notesOn({
        call: (name, event) => phone.call(name, event, { now: start + Math.floor(i / 10) }),
      }).write(`note ${i}`, { pinned: i % 15 === 3, body: `body of ${i}` })
  })

  test('pages of 20 hold every note once: pinned first, then the newest', async () => {
    const pages = await everyPage(alice, pageLimits.defaultSize)
    expect(pages.map((page) => page.length)).toEqual([20, 20, 5])
    const rows = pages.flat()
    expect(new Set(rows.map(({ id }) => id)).size).toBe(45)
    const key = ({ pinned, updatedAt, id }: NoteSummary) => `${Number(pinned)} ${updatedAt} ${id}`
    expect(rows.map(key)).toEqual(rows.map(key).sort().reverse())
    expect(rows.filter(({ pinned }) => pinned)).toHaveLength(3)
  })

  test('pages of one, across the pinned ones and all ties, hold every note once', async () => {
    const rows = (await everyPage(alice, 1)).flat()
    expect(rows).toEqual((await everyPage(alice, pageLimits.maxSize)).flat())
  })

  test('the last page says so even when it is full', async () => {
    const pages = await everyPage(alice, 15)
    expect(pages.map((page) => page.length)).toEqual([15, 15, 15])
  })

  test('a page that begins before a new note was written skips and repeats nothing', async () => {
    const first = await alice.get('list', { limit: 20 })
    await alice.write('meanwhile')
    const second = await alice.get('list', { limit: 20, cursor: first.nextCursor ?? '' })
    const seen = new Set(first.notes.map(({ id }) => id))
    expect(second.notes.filter(({ id }) => seen.has(id))).toEqual([])
    expect(second.notes).toHaveLength(20)
  })

  test('the list carries excerpts and no bodies', async () => {
    const { notes } = await alice.get('list', { limit: 5 })
    for (const note of notes) {
      expect(note).not.toHaveProperty('body')
      expect(note.excerpt).toMatch(/^body of \d+$|^$/)
    }
  })

  test("another person's list stays empty, also with her cursor in hand", async () => {
    const { nextCursor } = await alice.get('list', {})
    expect((await bob.get('list', { cursor: nextCursor ?? '' })).notes).toEqual([])
  })
})

test('an excerpt is the start of the body with its lines, cut between characters', async () => {
  const { id } = await bob.write('long', { body: `  one\n\n two\t${'😀'.repeat(200)}` })
  const [note] = (await bob.get('list', {})).notes
  expect(note).toMatchObject({ id, excerpt: `one\ntwo ${'😀'.repeat(56)}` })
})

test('a list says how much of each checklist is done, also after a change, and after a search', async () => {
  const written = await bob.write('Shop', { body: '- [ ] milk\n- [x] tea' })
  const first = async (input: object) => (await bob.get('list', input)).notes[0]
  expect(await first({})).toMatchObject({ excerpt: '☐ milk\n☑ tea', boxes: 2, ticked: 1 })
  expect(await first({ words: 'milk' })).toMatchObject({ excerpt: '☐ milk\n☑ tea', boxes: 2, ticked: 1 })

  await bob.get('update', { id: written.id, rev: written.rev, body: 'milk' })
  expect(await first({})).toMatchObject({ excerpt: 'milk', boxes: 0, ticked: 0 })
})
