import { limits } from '../../shared/note-limits'
import { startCloud } from '../support/cloud'
import { freshKey, notesOn } from '../support/notes'

const cloud = startCloud()
const alice = notesOn(cloud.as('alice'))
const bob = notesOn(cloud.as('bob'))

describe('writing a note', () => {
  test('a new note comes back as it was typed, at revision 1, with the server clock', async () => {
    const { note } = await alice.get('create', { key: freshKey(), title: '买茶 🍵', body: 'oolong\n\n龙井' })
    expect(note).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      title: '买茶 🍵',
      body: 'oolong\n\n龙井',
      tags: [],
      pinned: false,
      rev: 1,
      createdAt: expect.any(Number),
      updatedAt: note.createdAt,
      deletedAt: null,
    })
    expect((await alice.get('get', { id: note.id })).note).toEqual(note)
  })

  test('the same key again gives the same note: a retry makes no second one', async () => {
    const key = freshKey()
    const first = await alice.get('create', { key, title: 'once', body: '' })
    const second = await alice.get('create', { key, title: 'once', body: '' })
    expect(second).toEqual(first)
    const { notes } = await alice.get('list', {})
    expect(notes.filter(({ title }) => title === 'once')).toHaveLength(1)
  })

  test('the same key of two people makes two notes', async () => {
    const key = freshKey()
    const hers = await alice.get('create', { key, title: 'hers', body: '' })
    const his = await bob.get('create', { key, title: 'his', body: '' })
    expect(his.note.id).not.toBe(hers.note.id)
    expect(his.note.title).toBe('his')
  })

  test('a note of the largest size is kept whole', async () => {
    const title = '题'.repeat(limits.title)
    const body = '文'.repeat(limits.body)
    const { id } = await alice.write(title, { body })
    expect((await alice.get('get', { id })).note).toMatchObject({ title, body })
  })
})

describe('changing a note', () => {
  test('a change raises the revision and leaves the other fields alone', async () => {
    const note = await alice.write('draft', { body: 'kept' })
    const change = await alice.get('update', { id: note.id, rev: 1, title: 'final' })
    expect(change).toEqual({ id: note.id, rev: 2, updatedAt: expect.any(Number) })
    expect((await alice.get('get', { id: note.id })).note).toEqual({
      ...note,
      title: 'final',
      rev: 2,
      updatedAt: change.updatedAt,
    })
  })

  test('a change based on an old revision is a conflict that shows the note and loses nothing', async () => {
    const { id } = await alice.write('first')
    await alice.get('update', { id, rev: 1, title: 'from the other phone' })
    const failure = await alice.refused('update', { id, rev: 1, title: 'from this phone' })
    expect(failure).toMatchObject({ code: 'CONFLICT' })
    expect(failure.details).toEqual({ current: (await alice.get('get', { id })).note })
    expect((await alice.get('get', { id })).note.title).toBe('from the other phone')
  })

  test('a change that is sent again after its answer was lost succeeds once more', async () => {
    const { id } = await alice.write('before')
    const sent = { id, rev: 1, title: 'after', tags: ['tea', '茶'] }
    const first = await alice.get('update', sent)
    expect(await alice.get('update', sent)).toEqual(first)
    expect((await alice.get('get', { id })).note.rev).toBe(2)
  })

  test('of two changes at once, one wins and the other is told', async () => {
    const { id } = await alice.write('race')
    const answers = await Promise.all(
      ['left', 'right'].map((title) => alice.ask('update', { id, rev: 1, title })),
    )
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'CONFLICT' } })
  })

  test('a pin moves a note to the top without making it newer', async () => {
    const note = await alice.write('pin me')
    await alice.write('newer')
    expect(await alice.get('update', { id: note.id, rev: 1, pinned: true })).toEqual({ id: note.id, rev: 2 })
    const { notes } = await alice.get('list', { limit: 1 })
    expect(notes[0]).toMatchObject({ id: note.id, pinned: true, updatedAt: note.updatedAt })
    await alice.get('remove', { id: note.id, rev: 2 })
  })
})
