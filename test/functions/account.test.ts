import people from '../../tools/people.json'
import { limits } from '../../shared/note-limits'
import type { Note } from '../../shared/notes'
import { startCloud } from '../support/cloud'
import { accountOn, notesOn } from '../support/notes'
import { rowsOf, seed } from '../support/rows'

const cloud = startCloud()
const alice = { ...notesOn(cloud.as('alice')), account: accountOn(cloud.as('alice')) }
const bob = { ...notesOn(cloud.as('bob')), account: accountOn(cloud.as('bob')) }
const sibling = { ...notesOn(cloud.as('alice-sibling')), account: accountOn(cloud.as('alice-sibling')) }
const confirm = 'erase everything'

/** How much of notes somebody keeps. */
const used = async ({ account }: typeof alice) => (await account.get('usage', {})).notes

/** Every page of an export that holds notes. */
async function exported({ account }: typeof alice): Promise<Note[][]> {
  const pages: Note[][] = []
  let cursor: string | null | undefined
  do {
    const page = await account.get('export', cursor ? { cursor } : {})
    if (page.collection === 'notes') pages.push(page.documents)
    cursor = page.nextCursor
  } while (cursor !== null)
  return pages
}

/** Calls erase until nothing is left, and gives how many calls it took. */
async function eraseAll({ account }: typeof alice): Promise<number> {
  for (let calls = 1; ; calls++) if (!(await account.get('erase', { confirm })).left) return calls
}

afterEach(async () => {
  await eraseAll(alice)
  await eraseAll(bob)
})

describe('how much somebody keeps', () => {
  test('is the number of notes and characters, those of the trash included', async () => {
    expect(await used(alice)).toEqual({ count: 0, characters: 0 })
    await alice.write('four', { body: 'sixsix' })
    await alice.discard('茶', { body: '🍵' })
    await bob.write('his own')
    expect(await used(alice)).toEqual({ count: 2, characters: 10 + 3 })
  })

  test('follows each change, be it of the title or of the body alone', async () => {
    const { id } = await alice.write('four', { body: 'sixsix' })
    await alice.get('update', { id, rev: 1, title: '' })
    expect(await used(alice)).toEqual({ count: 1, characters: 6 })
    await alice.get('update', { id, rev: 2, body: '1' })
    expect(await used(alice)).toEqual({ count: 1, characters: 1 })
    await alice.get('update', { id, rev: 3, pinned: true, tags: ['long tag'] })
    expect(await used(alice)).toEqual({ count: 1, characters: 1 })
  })

  test('counts what the same person wrote in the sibling mini program', async () => {
    await alice.write('here')
    await sibling.write('there')
    expect(await used(alice)).toEqual({ count: 2, characters: 9 })
    expect(await used(sibling)).toEqual({ count: 2, characters: 9 })
  })
})

describe('an export', () => {
  test('holds every note whole and once, in pages of twenty, the trash included', async () => {
    const written: Note[] = []
    for (let i = 0; i < 43; i++)
      written.push(
        await (i % 3 ? alice.write : alice.discard)(`note ${i}`, { body: `body ${i}`, tags: ['t'] }),
      )
    const pages = await exported(alice)
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 3])
    const byId = (a: Note, b: Note) => (a.id < b.id ? -1 : 1)
    expect(pages.flat().sort(byId)).toEqual(written.sort(byId))
  })

  test('is never an answer of a megabyte, however large the notes are', async () => {
    const body = '茶'.repeat(limits.body)
    for (let i = 0; i < 21; i++) await alice.write(`large ${i}`, { body })
    const pages = await exported(alice)
    expect(pages.map(({ length }) => length)).toEqual([13, 8])
    for (const page of pages) expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(800_000)
  })

  test('misses nothing and repeats nothing while notes are changed, removed and restored', async () => {
    for (let i = 0; i < 25; i++) await alice.write(`note ${i}`)
    const { documents: first, nextCursor } = await alice.account.get('export', {})
    for (const { id } of (await alice.get('list', { limit: 50 })).notes)
      await alice.get('remove', { id, rev: 1 })
    const { documents: second } = await alice.account.get('export', { cursor: nextCursor ?? '' })
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(25)
    expect(first.length + second.length).toBe(25)
  })

  test("holds nothing of anybody else's, with whatever cursor", async () => {
    for (let i = 0; i < 21; i++) await alice.write(`hers ${i}`)
    const { nextCursor } = await alice.account.get('export', {})
    for (const input of [{}, { cursor: nextCursor ?? '' }])
      expect(await bob.account.get('export', input)).toMatchObject({ collection: 'notes', documents: [] })
  })

  test('refuses a cursor of another list', async () => {
    for (let i = 0; i < 2; i++) await alice.write(`note ${i}`)
    const { nextCursor } = await alice.get('list', { limit: 1 })
    expect(await alice.account.refused('export', { cursor: nextCursor ?? '' })).toMatchObject({
      code: 'INVALID_INPUT',
      details: { problems: [{ path: 'input.cursor' }] },
    })
  })
})

describe('erasing everything', () => {
  test('leaves nothing of that person in any collection, and all of everybody else’s', async () => {
    await alice.write('hers')
    await alice.discard('hers, in the trash')
    await sibling.write('hers, from the sibling mini program')
    const his = [await bob.write('his'), await bob.discard('his, in the trash')]
    expect(await eraseAll(alice)).toBe(1)
    expect(await rowsOf(cloud, 'alice', people.alice.openid)).toEqual([])
    expect(await rowsOf(cloud, 'alice-sibling', people['alice-sibling'].from.openid)).toEqual([])
    expect(await rowsOf(cloud, 'bob', people.bob.openid)).toHaveLength(his.length)
    for (const note of his) expect((await bob.get('get', { id: note.id })).note).toEqual(note)
  })

  test('goes on where it was cut off, a bounded part a call, and says so until it is done', async () => {
    await seed(cloud, 'bob', 501)
    await alice.write('hers')
    const before = cloud.trace.requests.length
    expect(await bob.account.get('erase', { confirm })).toEqual({ left: true })
    const requests = cloud.trace.requests.slice(before)
    expect(requests.filter(({ collection }) => collection === 'notes')).toMatchObject([
      { action: 'database.getDocument', returned: 500 },
      { action: 'database.removeDocument', changed: 500 },
    ])
    expect(await used(bob)).toMatchObject({ count: 1 })
    expect(await eraseAll(bob)).toBe(1)
    expect(await used(bob)).toEqual({ count: 0, characters: 0 })
    expect(await used(alice)).toMatchObject({ count: 1 })
  })

  test('may be asked for twice at once, and when there is nothing', async () => {
    await seed(cloud, 'bob', 40)
    await Promise.all([eraseAll(bob), eraseAll(bob), eraseAll(bob)])
    expect(await exported(bob)).toEqual([[]])
    expect(await eraseAll(bob)).toBe(1)
  })

  test('needs the words that confirm it, and touches no row without them', async () => {
    await alice.write('kept')
    const before = cloud.trace.requests.length
    for (const input of [{}, { confirm: true }, { confirm: 'Erase everything' }, { confirm: '' }])
      expect(await alice.account.send({ action: 'erase', input })).toMatchObject({
        error: { code: 'INVALID_INPUT', details: { problems: [{ path: 'input.confirm' }] } },
      })
    expect(cloud.trace.requests).toHaveLength(before)
  })

  test('lets the person begin anew', async () => {
    await alice.write('before')
    await eraseAll(alice)
    const { id } = await alice.write('after')
    expect((await alice.get('list', {})).notes.map((note) => note.id)).toEqual([id])
  })
})
