import { resolve } from 'node:path'
import { limits } from '../../shared/note-limits'
import { startCloud } from '../support/cloud'
import { freshKey, notesOn } from '../support/notes'

const cloud = startCloud({
  functions: resolve(__dirname, 'fixtures'),
  functionSettings: { notes: { timeout: 5 }, hanging: { timeout: 1 } },
})
const alice = notesOn(cloud.as('alice'))

describe('what is written is stored and given back as it was sent', () => {
  test.each([
    ['emoji', '👨‍👩‍👧‍👦 🏳️‍🌈 é', 'family'],
    ['right-to-left text', 'שלום עולם', '\u202Eمرحبا\u202C'],
    ['Chinese of the largest size', '题'.repeat(limits.title), '文'.repeat(limits.body)],
    ['the zero character', 'a\0b', '\0\0'],
    ['HTML', '<script>alert(1)</script>', '<b onclick="x">&amp;</b>'],
    ['markup of other kinds', '{{a}} ${b} $where', '{"$gt":""} %s \\u0000'],
    ['line ends and blanks', ' \t', '\r\n\u2028 \u00a0\n'],
  ])('%s', async (_what, title, body) => {
    const { id } = await alice.write(title, { body })
    expect((await alice.get('get', { id })).note).toMatchObject({ title, body })
    const [first] = (await alice.get('list', {})).notes
    expect(first).toMatchObject({ id, title })
  })
})

describe('a function that has done its work when its time is up', () => {
  /** A call whose answer is lost. */
  const lost = (action: string, input: object) =>
    expect(cloud.as('alice').call('hanging', { action, input })).rejects.toMatchObject({ errCode: -504003 })

  test('has written the note, and the retry finds that one', async () => {
    const input = { key: freshKey(), title: 'once and no more', body: '' }
    await lost('create', input)
    const { note } = await alice.get('create', input)
    const { notes } = await alice.get('list', { words: 'once and no more' })
    expect(notes).toMatchObject([{ id: note.id, rev: 1 }])
  })

  test('has changed the note, and the retry is answered as the lost call would have been', async () => {
    const { id } = await alice.write('before')
    await lost('update', { id, rev: 1, title: 'after' })
    expect(await alice.get('update', { id, rev: 1, title: 'after' })).toMatchObject({ id, rev: 2 })
  })

  test('has moved the note to the trash, or out of it, and the retry agrees', async () => {
    const { id } = await alice.write('to and fro')
    await lost('remove', { id, rev: 1 })
    expect(await alice.get('remove', { id, rev: 1 })).toEqual({ id, rev: 2 })
    await lost('restore', { id, rev: 2 })
    expect(await alice.get('restore', { id, rev: 2 })).toEqual({ id, rev: 3 })
  })

  test('has deleted the note for good, and the retry finds none', async () => {
    const { id } = await alice.discard('gone')
    await lost('destroy', { id, rev: 2 })
    expect(await alice.refused('destroy', { id, rev: 2 })).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe("a phone's clock that is wrong changes nothing", () => {
  test('because every time is by the clock of the server', async () => {
    const now = 1_950_000_000_000
    const atThatTime = notesOn({ call: (name, event) => cloud.as('alice').call(name, event, { now }) })
    const note = await atThatTime.write('on time')
    expect(note).toMatchObject({ createdAt: now, updatedAt: now })
    expect(await atThatTime.get('update', { id: note.id, rev: 1, title: 'x' })).toMatchObject({
      updatedAt: now,
    })
  })

  test.each(['createdAt', 'updatedAt', 'deletedAt', 'now', 'time'])(
    'and an event that carries a time (%s) is refused',
    async (field) => {
      const { id } = await alice.write('x')
      for (const [action, input] of [
        ['create', { key: freshKey(), title: '', body: '' }],
        ['update', { id, rev: 1, title: 'y' }],
        ['remove', { id, rev: 1 }],
      ] as const)
        expect(await alice.send({ action, input: { ...input, [field]: 5 } })).toMatchObject({
          error: { code: 'INVALID_INPUT' },
        })
    },
  )
})
