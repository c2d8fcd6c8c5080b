import people from '../../tools/people.json'
import { limits } from '../../shared/note-limits'
import type { Note } from '../../shared/notes'
import { startCloud } from '../support/cloud'
import { accountOn, notesOn } from '../support/notes'
import { rowsOf } from '../support/rows'

/*
 * A file that was exported comes in again.
 */

const cloud = startCloud()
const person = (name: string) => ({ ...notesOn(cloud.as(name)), account: accountOn(cloud.as(name)) })
const [alice, bob, sibling] = [person('alice'), person('bob'), person('alice-sibling')]
type Person = typeof alice

async function exported({ account }: Person): Promise<Note[]> {
  const notes: Note[] = []
  let cursor: string | null | undefined
  do {
    const page = await account.get('export', cursor ? { cursor } : {})
    if (page.collection === 'notes') notes.push(...page.documents)
    cursor = page.nextCursor
  } while (cursor !== null)
  return notes
}

const erase = async ({ account }: Person) => {
  while ((await account.get('erase', { confirm: 'erase everything' })).left);
}

const pageOf = (...documents: Note[]) => ({ page: { collection: 'notes' as const, documents } })
const take = ({ account }: Person, ...notes: Note[]) => account.get('import', pageOf(...notes))
const found = async ({ get }: Person) => (await get('list', {})).notes

const id = (digit: string) => digit.repeat(32)
const note = (more: Partial<Note> = {}): Note => ({
  id: id('a'),
  title: 'From a file',
  body: 'and its body',
  tags: ['tea'],
  pinned: true,
  rev: 7,
  createdAt: 1_000,
  updatedAt: 2_000,
  deletedAt: null,
  ...more,
})

afterEach(async () => {
  await erase(alice)
  await erase(bob)
})

test('export, deletion of everything, import: the same notes, with their ids and times, the trash included', async () => {
  await bob.write('plain')
  await bob.write('茶', { body: '🍵\n\n  two', tags: ['Tea', '绿'], pinned: true })
  const { id, rev } = await bob.write('edited')
  await bob.get('update', { id, rev, body: 'again' })
  await bob.discard('in the trash', { body: 'still' })
  const before = await exported(bob)
  await erase(bob)
  expect(await exported(bob)).toEqual([])

  expect(await take(bob, ...before)).toEqual({ added: 4, present: 0 })
  const withoutRev = (notes: Note[]) => notes.map(({ rev: _, ...rest }) => rest)
  expect(withoutRev(await exported(bob))).toEqual(withoutRev(before))
  expect((await found(bob)).map(({ title }) => title)).toEqual(['茶', 'edited', 'plain'])
  expect((await bob.get('trash', {})).notes.map(({ title }) => title)).toEqual(['in the trash'])
})

describe('importing a file again', () => {
  test('makes nothing twice, be its notes one’s own or not', async () => {
    const own = await bob.write('own')
    const notes = [own, note(), note({ id: id('b') })]
    expect(await take(bob, ...notes)).toEqual({ added: 2, present: 1 })
    expect(await take(bob, ...notes)).toEqual({ added: 0, present: 3 })
    expect(await found(bob)).toHaveLength(3)
  })

  test('makes nothing twice when it was exported again in between', async () => {
    await take(bob, note())
    const again = await exported(bob)
    expect(await take(bob, ...again)).toEqual({ added: 0, present: 1 })
    await erase(bob)
    expect(await take(bob, ...again)).toEqual({ added: 1, present: 0 })
    expect(await take(bob, note())).toEqual({ added: 0, present: 1 })
  })

  test('makes nothing twice while it is being imported elsewhere', async () => {
    const notes = [...'0123456789'].map((digit) => note({ id: id(digit) }))
    const reversed = [...notes].reverse()
    await Promise.all([take(bob, ...notes), take(bob, ...reversed), take(bob, ...notes)])
    expect(await found(bob)).toHaveLength(10)
  })

  test('makes nothing twice in the sibling mini program of the same person', async () => {
    await take(alice, note())
    expect(await take(sibling, note())).toEqual({ added: 0, present: 1 })
    expect(await found(sibling)).toHaveLength(1)
  })

  test('changes nothing that is there, be it newer, older or in the trash', async () => {
    const first = await bob.write('first')
    await bob.get('update', { id: first.id, rev: 1, title: 'newer here' })
    const removed = await bob.write('removed here')
    await bob.get('remove', { id: removed.id, rev: 1 })
    const before = await exported(bob)
    const later = { updatedAt: Date.now() + 1_000, body: 'newer in the file' }
    expect(await take(bob, first, { ...first, ...later }, removed)).toMatchObject({ added: 0 })
    expect(await exported(bob)).toEqual(before)
  })
})

describe('an id that is somebody else’s', () => {
  test('is not told apart from one that is nobody’s, and leaves that document as it is', async () => {
    const hers = await alice.write('hers')
    const outcomes = []
    for (const taken of [hers.id, id('c')]) {
      const before = cloud.trace.requests.length
      const outcome = await take(bob, note({ id: taken }))
      const requests = cloud.trace.requests
        .slice(before)
        .map(({ action, index, returned, changed }) => [action, index, returned, changed])
      const [made] = (await found(bob)).filter(({ title }) => title === 'From a file')
      outcomes.push({ outcome, requests: requests.slice(-2), kept: made?.id === taken })
      await erase(bob)
    }
    expect(outcomes[0]).toEqual(outcomes[1])
    expect(outcomes[0]).toMatchObject({ outcome: { added: 1, present: 0 }, kept: false })
    expect((await alice.get('get', { id: hers.id })).note).toEqual(hers)
  })

  test('stays out of reach when her whole export is imported, and when hers is erased', async () => {
    const hers = [await alice.write('one'), await alice.discard('two')]
    expect(await take(bob, ...hers)).toEqual({ added: 2, present: 0 })
    expect(await rowsOf(cloud, 'alice', people.alice.openid)).toHaveLength(2)
    await erase(alice)
    expect(await found(bob)).toMatchObject([{ title: 'one' }])
    expect(await take(alice, ...hers)).toEqual({ added: 2, present: 0 })
    expect((await exported(alice)).map(({ id }) => id).sort()).toEqual(hers.map(({ id }) => id).sort())
  })
})

describe('a note that comes in', () => {
  test('can be edited, removed, restored and deleted for good, whatever revision the file says', async () => {
    await take(bob, note({ rev: Number.MAX_SAFE_INTEGER }))
    const [{ id, rev } = { id: '', rev: 0 }] = await found(bob)
    const { rev: edited } = await bob.get('update', { id, rev, title: 'edited' })
    const { rev: removed } = await bob.get('remove', { id, rev: edited })
    const { rev: restored } = await bob.get('restore', { id, rev: removed })
    const { rev: last } = await bob.get('remove', { id, rev: restored })
    expect(await bob.get('destroy', { id, rev: last })).toEqual({ id })
  })

  test('meets no phone that knows its revision: what one still keeps is a conflict', async () => {
    const old = await bob.write('old')
    await bob.get('update', { id: old.id, rev: 1, title: 'exported' })
    const [kept] = await exported(bob)
    await erase(bob)
    if (kept) await take(bob, kept)
    expect(await bob.refused('update', { id: old.id, rev: 2, title: 'from a phone' })).toMatchObject({
      code: 'CONFLICT',
      details: { current: { title: 'exported' } },
    })
  })

  test('is never ahead of its time, nor in neither list', async () => {
    const ahead = Number.MAX_SAFE_INTEGER
    await take(bob, note({ createdAt: ahead, updatedAt: ahead }), note({ id: id('b'), deletedAt: 0 }))
    const [live] = await found(bob)
    expect(live?.updatedAt).toBeLessThanOrEqual(Date.now())
    expect(live?.createdAt).toBeLessThanOrEqual(Date.now())
    expect((await bob.get('trash', {})).notes).toHaveLength(1)
  })

  test('has its tags cleaned, and is found by them and by its words', async () => {
    await take(bob, note({ tags: [' Ｔea ', 'tea', '', '绿'] }))
    expect(await found(bob)).toMatchObject([{ tags: ['Tea', '绿'], excerpt: 'and its body' }])
    expect((await bob.get('list', { tag: 'TEA' })).notes).toHaveLength(1)
    expect((await bob.get('list', { words: 'body' })).notes).toHaveLength(1)
  })

  test('counts for the quota', async () => {
    await take(bob, note({ title: 'four', body: 'sixsix' }))
    expect((await bob.account.get('usage', {})).notes).toEqual({ count: 1, characters: 10 })
  })
})

describe('only a look', () => {
  test('tells what an import would add, and adds nothing', async () => {
    const own = await bob.write('own')
    const look = { ...pageOf(own, note()), dryRun: true }
    expect(await bob.account.get('import', look)).toEqual({ added: 1, present: 1 })
    expect(await found(bob)).toHaveLength(1)
  })
})

describe('what is refused, with nothing added:', () => {
  const wrong: [what: string, change: object, path: string][] = [
    ['an owner', { _openid: people.alice.openid }, ''],
    ['a field of no note', { excerpt: 'x' }, ''],
    ['an id of another form', { id: 'x' }, 'id'],
    ['a title that is too long', { title: 'x'.repeat(limits.title + 1) }, 'title'],
    ['a body that is too long', { body: 'x'.repeat(limits.body + 1) }, 'body'],
    ['too many tags', { tags: Array(limits.tags + 1).fill('x') }, 'tags'],
    ['a tag that is too long', { tags: ['x'.repeat(limits.tag + 1)] }, 'tags.0'],
    ['a time that is none', { updatedAt: '2026' }, 'updatedAt'],
    ['a revision that is none', { rev: 0 }, 'rev'],
    ['an operator', { title: { $ne: '' } }, 'title'],
  ]
  test.each(wrong)('%s', async (_what, change, path) => {
    const event = { action: 'import', input: pageOf(note(), { ...note({ id: id('b') }), ...change }) }
    expect(await bob.account.send(event)).toMatchObject({
      error: {
        code: 'INVALID_INPUT',
        details: { problems: [{ path: expect.stringContaining(`documents.1${path && `.${path}`}`) }] },
      },
    })
    expect(await found(bob)).toEqual([])
  })

  test.each([
    ['no document', pageOf()],
    ['more documents than a page has', pageOf(...Array.from({ length: 21 }, () => note()))],
    ['another collection', { page: { collection: 'others', documents: [note()] } }],
    ['no page', {}],
  ])('%s', async (_what, input) => {
    expect(await bob.account.send({ action: 'import', input })).toMatchObject({
      error: { code: 'INVALID_INPUT' },
    })
  })
})
