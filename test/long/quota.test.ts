import { limits } from '../../shared/note-limits'
import { startCloud } from '../support/cloud'
import { accountOn, freshKey, notesOn } from '../support/notes'
import { seed } from '../support/rows'

const cloud = startCloud()
const alice = notesOn(cloud.as('alice'))
const bob = { ...notesOn(cloud.as('bob')), account: accountOn(cloud.as('bob')) }

const note = (body = '') => ({ key: freshKey(), title: '', body })
const destroy = async ({ id, rev }: { id: string; rev: number }) => {
  if (rev === 1) await bob.get('remove', { id, rev })
  await bob.get('destroy', { id, rev: 2 })
}

describe('the number of notes', () => {
  /** Before each of these tests there is room for so many. */
  const room = 3
  beforeAll(() => seed(cloud, 'bob', limits.notes - room, (i) => ({ deletedAt: i % 2 ? 5 : null })))
  beforeEach(() => cloud.cloud.reload())

  const fill = async (count = room) => {
    const written = []
    for (let i = 0; i < count; i++) written.push(await bob.write(''))
    return written
  }

  test('has a limit, those of the trash included, and the message says which', async () => {
    const written = await fill()
    expect(await bob.refused('create', note())).toEqual({
      code: 'LIMIT_EXCEEDED',
      message: 'There is room for 10000 notes and 20000000 characters, those in the trash included.',
    })
    expect((await bob.account.get('usage', {})).notes).toEqual({ count: limits.notes, characters: 0 })
    for (const each of written) await destroy(each)
  })

  test('is measured afresh before anything is refused: what was deleted makes room at once', async () => {
    const written = await fill()
    await bob.refused('create', note())
    await destroy(written.pop() ?? { id: '', rev: 0 })
    written.push(await bob.write('in its place'))
    await bob.refused('create', note())
    for (const each of written) await destroy(each)
  })

  test('does not keep the retry of a creation from finding the note that it wrote', async () => {
    const written = await fill(room - 1)
    const last = note()
    const answer = await bob.get('create', last)
    expect(await bob.get('create', last)).toEqual(answer)
    await bob.refused('create', note())
    for (const each of [...written, answer.note]) await destroy(each)
  })

  test('says nothing about anybody else', async () => {
    const written = await fill()
    await bob.refused('create', note())
    await alice.write('there is room for hers')
    for (const each of written) await destroy(each)
  })

  test('is overshot by several processes at once by what each had measured, and by no more', async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, () => bob.ask('create', note())))
    const written = asked.filter(({ ok }) => ok).length
    expect(written).toBeGreaterThanOrEqual(room)
    // There are four processes at most, of which each had seen room for three.
    expect(written).toBeLessThanOrEqual(4 * room)
    expect((await bob.account.get('usage', {})).notes.count).toBe(limits.notes - room + written)
    await bob.refused('create', note())
  })
})
