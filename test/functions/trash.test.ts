import { startCloud } from '../support/cloud'
import { freshKey, notesOn } from '../support/notes'

const cloud = startCloud()
const alice = notesOn(cloud.as('alice'))
const bob = notesOn(cloud.as('bob'))

const listed = async () => (await alice.get('list', {})).notes.map(({ id }) => id)
const trashed = async () => (await alice.get('trash', {})).notes.map(({ id }) => id)

describe('a note that is removed', () => {
  test('is in the trash and no longer in the list, with the time by the server clock', async () => {
    const { id } = await alice.write('short-lived', { body: 'its body' })
    const now = 1_900_000_000_000
    const atThatTime = notesOn({ call: (name, event) => cloud.as('alice').call(name, event, { now }) })
    expect(await atThatTime.get('remove', { id, rev: 1 })).toEqual({ id, rev: 2 })
    expect(await listed()).not.toContain(id)
    const [first] = (await alice.get('trash', {})).notes
    expect(first).toMatchObject({ id, rev: 2, excerpt: 'its body', deletedAt: now })
    expect(first).not.toHaveProperty('body')
  })

  test('is there by whatever clock, down to the first moment that there is', async () => {
    const { id } = await alice.write('of 1970')
    const then = notesOn({ call: (name, event) => cloud.as('alice').call(name, event, { now: 0 }) })
    await then.get('remove', { id, rev: 1 })
    expect(await trashed()).toContain(id)
  })

  test('can be opened and says since when it is there, but not be changed', async () => {
    const { id, deletedAt } = await alice.discard('read only', { body: 'still here' })
    expect(deletedAt).toEqual(expect.any(Number))
    expect((await alice.get('get', { id })).note).toMatchObject({ body: 'still here', deletedAt })
    expect(await alice.refused('update', { id, rev: 2, title: 'back?' })).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is removed once more by a retry, which gives the same revision', async () => {
    const { id } = await alice.write('twice')
    expect(await alice.get('remove', { id, rev: 1 })).toEqual({ id, rev: 2 })
    expect(await alice.get('remove', { id, rev: 1 })).toEqual({ id, rev: 2 })
  })

  test('is not made anew by a retry of its creation', async () => {
    const note = { key: freshKey(), title: 'once', body: '' }
    const { id } = (await alice.get('create', note)).note
    await alice.get('remove', { id, rev: 1 })
    expect((await alice.get('create', note)).note).toMatchObject({ id, deletedAt: expect.any(Number) })
    expect(await listed()).not.toContain(id)
  })

  test('can be made there, so that it is never live, also by a retry that wants it live', async () => {
    const note = { key: freshKey(), title: 'never live', body: '' }
    const made = (await alice.get('create', { ...note, trashed: true })).note
    expect(made).toMatchObject({ rev: 1, deletedAt: made.createdAt })
    expect((await alice.get('create', note)).note).toEqual(made)
    expect(await trashed()).toContain(made.id)
    expect(await listed()).not.toContain(made.id)
  })

  test('is not moved there by a retry of its creation', async () => {
    const note = { key: freshKey(), title: 'live', body: '' }
    const made = (await alice.get('create', note)).note
    expect((await alice.get('create', { ...note, trashed: true })).note).toEqual(made)
    expect(await listed()).toContain(made.id)
  })

  test('is not removed by a revision from before a change elsewhere', async () => {
    const { id } = await alice.write('changed elsewhere')
    await alice.get('update', { id, rev: 1, body: 'precious' })
    const failure = await alice.refused('remove', { id, rev: 1 })
    expect(failure).toMatchObject({ code: 'CONFLICT', details: { current: { rev: 2, body: 'precious' } } })
    expect(await listed()).toContain(id)
  })
})

describe('a note that is restored', () => {
  test('is back in the list as it was, by the revision that the removal gave', async () => {
    const note = await alice.write('undone', { body: 'b', tags: ['tea'], pinned: true })
    const { rev } = await alice.get('remove', { id: note.id, rev: 1 })
    expect(await alice.get('restore', { id: note.id, rev })).toEqual({ id: note.id, rev: 3 })
    expect((await alice.get('get', { id: note.id })).note).toEqual({ ...note, rev: 3 })
    expect(await listed()).toContain(note.id)
    expect(await trashed()).not.toContain(note.id)
  })

  test('is restored once more by a retry', async () => {
    const { id } = await alice.discard('back twice')
    expect(await alice.get('restore', { id, rev: 2 })).toEqual({ id, rev: 3 })
    expect(await alice.get('restore', { id, rev: 2 })).toEqual({ id, rev: 3 })
  })

  test('is not restored by an old revision while it is in the trash', async () => {
    const { id } = await alice.discard('removed, restored, removed')
    await alice.get('restore', { id, rev: 2 })
    await alice.get('remove', { id, rev: 3 })
    expect(await alice.refused('restore', { id, rev: 2 })).toMatchObject({
      code: 'CONFLICT',
      details: { current: { rev: 4, deletedAt: expect.any(Number) } },
    })
    expect(await trashed()).toContain(id)
  })
})

describe('a note that is deleted for good', () => {
  test('is nowhere', async () => {
    const { id } = await alice.discard('gone')
    expect(await alice.get('destroy', { id, rev: 2 })).toEqual({ id })
    expect(await trashed()).not.toContain(id)
    expect(await alice.refused('get', { id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await alice.refused('restore', { id, rev: 2 })).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is not found by a retry', async () => {
    const { id } = await alice.discard('gone once')
    await alice.get('destroy', { id, rev: 2 })
    expect(await alice.refused('destroy', { id, rev: 2 })).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('was in the trash: a live one is a conflict, and stays', async () => {
    const { id } = await alice.write('alive')
    expect(await alice.refused('destroy', { id, rev: 1 })).toMatchObject({
      code: 'CONFLICT',
      details: { current: { id, deletedAt: null } },
    })
    expect(await listed()).toContain(id)
  })

  test('is not deleted by an old revision', async () => {
    const { id } = await alice.discard('in the trash')
    expect(await alice.refused('destroy', { id, rev: 1 })).toMatchObject({ code: 'CONFLICT' })
    expect(await trashed()).toContain(id)
  })

  test('is not also restored by somebody quicker: of the two at once one wins', async () => {
    const { id } = await alice.discard('race')
    const [restored, destroyed] = await Promise.all([
      alice.ask('restore', { id, rev: 2 }),
      alice.ask('destroy', { id, rev: 2 }),
    ])
    expect([restored.ok, destroyed.ok].sort()).toEqual([false, true])
    expect((await listed()).includes(id)).toBe(restored.ok)
  })
})

describe('a trash with 25 notes, many of the same millisecond', () => {
  beforeAll(async () => {
    for (let i = 0; i < 25; i++) {
      const { id } = await bob.write(`note ${i}`, { pinned: i === 7 })
      const now = 1_800_000_000_000 + Math.floor(i / 10)
      await cloud.as('bob').call('notes', { action: 'remove', input: { id, rev: 1 } }, { now })
    }
  })

  test.each([1, 7, 25])('in pages of %d holds each once, the latest removed first', async (limit) => {
    const rows: { id: string; pinned: boolean; updatedAt: number; deletedAt: number | null }[] = []
    let cursor: string | null | undefined
    do {
      const page = await bob.get('trash', cursor ? { cursor, limit } : { limit })
      expect(page.notes.length).toBeLessThanOrEqual(limit)
      rows.push(...page.notes)
      cursor = page.nextCursor
    } while (cursor !== null)
    // Those of one millisecond come as they would in the list.
    const key = ({ id, pinned, updatedAt, deletedAt }: (typeof rows)[number]) =>
      `${deletedAt} ${Number(pinned)} ${updatedAt} ${id}`
    expect(new Set(rows.map(key)).size).toBe(25)
    expect(rows.map(key)).toEqual(rows.map(key).sort().reverse())
  })

  test('has cursors of its own: one of the list is refused, and the other way round', async () => {
    for (let i = 0; i < 2; i++) await bob.write(`live ${i}`)
    const ofList = (await bob.get('list', { limit: 1 })).nextCursor ?? ''
    const ofTrash = (await bob.get('trash', { limit: 1 })).nextCursor ?? ''
    const refusal = { code: 'INVALID_INPUT', details: { problems: [{ path: 'input.cursor' }] } }
    expect(await bob.refused('trash', { cursor: ofList })).toMatchObject(refusal)
    expect(await bob.refused('list', { cursor: ofTrash })).toMatchObject(refusal)
  })
})

describe('emptying the trash', () => {
  const at = (now: number) => notesOn({ call: (name, event) => cloud.as('alice').call(name, event, { now }) })
  const thrownAway = async (title: string, now: number) => {
    const { id } = await alice.write(title)
    await at(now).get('remove', { id, rev: 1 })
    return id
  }

  test('deletes for good what was there by then, and neither what came later nor what is live', async () => {
    const live = await alice.write('live')
    const seen = await thrownAway('seen', 1_700_000_000_000)
    const later = await thrownAway('later', 1_700_000_000_001)
    await alice.get('emptyTrash', { until: 1_700_000_000_000 })
    expect(await trashed()).toContain(later)
    expect(await trashed()).not.toContain(seen)
    expect(await alice.refused('get', { id: seen })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await listed()).toContain(live.id)
  })

  test("leaves everybody else's trash alone", async () => {
    const his = await bob.discard('his')
    await alice.get('emptyTrash', { until: 2_000_000_000_000 })
    expect(await trashed()).toEqual([])
    expect((await bob.get('get', { id: his.id })).note).toEqual(his)
  })
})
