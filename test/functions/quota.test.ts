import { limits } from '../../shared/note-limits'
import { startCloud } from '../support/cloud'
import { accountOn, freshKey, notesOn } from '../support/notes'
import { seed } from '../support/rows'

const cloud = startCloud()
const alice = { ...notesOn(cloud.as('alice')), account: accountOn(cloud.as('alice')) }
const bob = { ...notesOn(cloud.as('bob')), account: accountOn(cloud.as('bob')) }

const note = (body = '') => ({ key: freshKey(), title: '', body })

describe('the measuring', () => {
  const requestsOf = async (work: () => Promise<unknown>) => {
    const before = cloud.trace.requests.length
    await work()
    return cloud.trace.requests.slice(before).map(({ action }) => action)
  }

  test('is one request, made by the first creation of a process and by each hundredth after it', async () => {
    expect(await requestsOf(() => bob.write(''))).toEqual([
      'database.aggregateDocuments',
      'database.insertDocument',
    ])
    const more = await requestsOf(async () => {
      for (let i = 0; i < 100; i++) await bob.write('')
    })
    expect(more.filter((action) => action === 'database.insertDocument')).toHaveLength(100)
    expect(more.filter((action) => action === 'database.aggregateDocuments')).toHaveLength(1)
    await bob.account.get('erase', { confirm: 'erase everything' })
  })
})

describe('the number of characters', () => {
  const nearlyFull = (room: number) =>
    seed(cloud, 'alice', 1, () => ({ titleSize: 100, bodySize: limits.characters - 100 - room }))
  const used = async () => (await alice.account.get('usage', {})).notes.characters
  beforeEach(async () => {
    await alice.account.get('erase', { confirm: 'erase everything' })
    cloud.cloud.reload()
  })

  test('has a limit for all titles and bodies together', async () => {
    await nearlyFull(10)
    expect(await alice.refused('create', note('x'.repeat(11)))).toMatchObject({ code: 'LIMIT_EXCEEDED' })
    await alice.write('12345', { body: '12345' })
    expect(await used()).toBe(limits.characters)
    expect(await alice.refused('create', note('x'))).toMatchObject({ code: 'LIMIT_EXCEEDED' })
    await alice.write('', { body: '' })
  })

  test('bounds what a note grows by as well; what makes it no larger is always written', async () => {
    await nearlyFull(10)
    const { id } = await alice.write('12345')
    expect(await alice.refused('update', { id, rev: 1, body: 'x'.repeat(6) })).toMatchObject({
      code: 'LIMIT_EXCEEDED',
    })
    await alice.get('update', { id, rev: 1, body: 'x'.repeat(5) })
    expect(await used()).toBe(limits.characters)
    await alice.get('update', { id, rev: 2, title: '', body: 'y'.repeat(10) })
    await alice.get('update', { id, rev: 3, pinned: true })
    await alice.get('update', { id, rev: 4, body: '' })
    expect(await used()).toBe(limits.characters - 10)
  })

  test('does not keep the retry of a change from finding what it wrote, nor a stale one from its conflict', async () => {
    await nearlyFull(10)
    const { id } = await alice.write('')
    const change = { id, rev: 1, body: 'x'.repeat(10) }
    await alice.get('update', change)
    expect(await alice.get('update', change)).toMatchObject({ rev: 2 })
    expect(await alice.refused('update', { id, rev: 1, body: 'y'.repeat(20) })).toMatchObject({
      code: 'CONFLICT',
    })
  })
})
