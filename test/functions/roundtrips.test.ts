import type { Contracts } from '../../shared/contracts'
import type { Note } from '../../shared/notes'
import type { RequestRecord } from 'cloudbase-local'
import { startCloud } from '../support/cloud'
import { accountOn, freshKey, notesOn } from '../support/notes'
import { owned } from '../support/operations'

const cloud = startCloud()

/** The database requests that one call makes. */
async function requestsOf(work: () => Promise<unknown>): Promise<RequestRecord[]> {
  const before = cloud.trace.requests.length
  await work()
  return cloud.trace.requests.slice(before)
}

type Counted = 'notes' | 'account'
/**
 * Every operation of these contracts: a new one that is not counted here does not compile. Those of other collections are
 * counted in the tests of theirs, and the matrix sees to their indexes.
 */
type Operation = { [F in Counted]: `${F}.${keyof Contracts[F] & string}` }[Counted]
/**
 * Usage and erasing ask each collection. Erasing finds out how far a bounded batch reaches, and then deletes it: here of the
 * notes, which are all there is. An import finds out what is there, and then adds the rest.
 */
const roundTrips: Record<string, number> = {
  'account.import': 2,
  'account.usage': owned.length,
  'account.erase': owned.length + 1,
}
type Calls = Record<Operation, () => Promise<unknown>> & Record<string, () => Promise<unknown>>

describe.each(['alice', 'bob'] as const)('%s', (who) => {
  const phone = notesOn(cloud.as(who))
  const account = accountOn(cloud.as(who))

  beforeAll(async () => {
    for (let i = 0; i < 22; i++) {
      await phone.write(`row ${i}`, { tags: i % 5 ? [] : ['fifth'] })
      await phone.discard(`removed ${i}`)
    }
    // The first call of a process may ask once more: how much the caller keeps, and whether all of it is linked.
    await account.get('usage', {})
  })

  test('makes one database request for each operation, served by an index', async () => {
    const { id } = await phone.write('counted')
    const { id: removed } = await phone.discard('counted')
    const after = ({ nextCursor }: { nextCursor: string | null }) => ({ cursor: nextCursor ?? '' })
    const list = after(await phone.get('list', {}))
    const trash = after(await phone.get('trash', {}))
    const found = after(await phone.get('list', { words: 'row', limit: 2 }))
    const tagged = after(await phone.get('list', { tag: 'fifth', limit: 2 }))
    const exported = after(await account.get('export', {}))
    const { documents } = await account.get('export', {})
    const again = (digit: string) => ({ ...documents[0], id: digit.repeat(32) }) as Note
    const pageOf = (...documents: Note[]) => ({ page: { collection: 'notes', documents } }) as const
    // The first of a process measures the quota.
    await account.get('import', pageOf(again('a')))
    const calls: Calls = {
      'notes.create': () => phone.get('create', { key: freshKey(), title: '', body: '' }),
      'notes.get': () => phone.get('get', { id }),
      'notes.read': () => phone.get('read', { ids: [id, removed] }),
      'notes.list': () => phone.get('list', {}),
      'notes.list, next page': () => phone.get('list', list),
      'notes.list by words': () => phone.get('list', { words: 'row 2' }),
      'notes.list by words, next page': () => phone.get('list', { words: 'row', ...found }),
      'notes.list by tag': () => phone.get('list', { tag: 'fifth' }),
      'notes.list by tag, next page': () => phone.get('list', { tag: 'fifth', ...tagged }),
      'notes.list by both': () => phone.get('list', { tag: 'fifth', words: 'row' }),
      'notes.trash': () => phone.get('trash', {}),
      'notes.trash, next page': () => phone.get('trash', trash),
      'notes.tags': () => phone.get('tags', {}),
      'notes.update': () => phone.get('update', { id, rev: 1, title: 'again' }),
      'notes.remove': () => phone.get('remove', { id, rev: 2 }),
      'notes.restore': () => phone.get('restore', { id, rev: 3 }),
      'notes.destroy': () => phone.get('destroy', { id: removed, rev: 2 }),
      'notes.emptyTrash': () => phone.get('emptyTrash', { until: 1 }),
      'account.usage': () => account.get('usage', {}),
      'account.export': () => account.get('export', {}),
      'account.export, next page': () => account.get('export', exported),
      'account.import': () => account.get('import', pageOf(again('b'), again('c'))),
      'account.import, what is there': () => account.get('import', pageOf(again('b'), again('c'))),
      'account.import, only a look': () => account.get('import', { ...pageOf(again('d')), dryRun: true }),
      'account.erase': () => account.get('erase', { confirm: 'erase everything' }),
    }
    for (const [name, work] of Object.entries(calls)) {
      const requests = await requestsOf(work)
      expect([name, requests.length]).toEqual([name, roundTrips[name] ?? 1])
      for (const { index } of requests) expect([name, index]).not.toEqual([name, 'scan'])
    }
  })
})

describe('with ten notes', () => {
  const phone = notesOn(cloud.as('alice'))
  beforeAll(async () => {
    for (let i = 0; i < 10; i++) {
      await phone.write(`row ${i}`, { tags: i % 5 ? [] : ['fifth'] })
      await phone.discard(`removed ${i}`)
    }
  })

  test.each(['list', 'trash'] as const)(
    'a page of the %s examines what it shows and one more',
    async (action) => {
      const [request] = await requestsOf(() => phone.get(action, { limit: 5 }))
      expect(request?.examined).toBeLessThanOrEqual(6 + 1)
    },
  )

  test('a list by tag examines only what has the tag', async () => {
    const [request] = await requestsOf(() => phone.get('list', { tag: 'FIFTH' }))
    expect(request).toMatchObject({ index: 'openid_tag,unionid_tag', examined: 2 })
  })

  test('a search ends as soon as its page is full', async () => {
    const [request] = await requestsOf(() => phone.get('list', { words: 'row', limit: 2 }))
    expect(request?.examined).toBeLessThanOrEqual(3 + 1)
  })
})

test('a refused change costs one more request, to tell a conflict from an absent note', async () => {
  const phone = notesOn(cloud.as('bob'))
  const { id } = await phone.write('old')
  const absent = 'f'.repeat(32)
  for (const action of ['remove', 'restore', 'destroy'] as const)
    expect(await requestsOf(() => phone.refused(action, { id: absent, rev: 1 }))).toHaveLength(2)
  for (const input of [
    { id, rev: 9, title: 'x' },
    { id: absent, rev: 1, title: 'x' },
  ])
    expect(await requestsOf(() => phone.refused('update', input))).toHaveLength(2)
})

test('a foreign id takes the same work as an absent one: the same requests, indexes and documents looked at', async () => {
  const { id } = await notesOn(cloud.as('alice')).write('Alice’s')
  const phone = notesOn(cloud.as('bob'))
  const workOn = async (id: string) => {
    const requests = await requestsOf(async () => {
      await phone.refused('get', { id })
      await phone.refused('update', { id, rev: 1, pinned: true })
      for (const action of ['remove', 'restore', 'destroy'] as const)
        await phone.refused(action, { id, rev: 1 })
    })
    return requests.map(({ action, index, examined, returned, changed }) => [
      action,
      index,
      examined,
      returned,
      changed,
    ])
  }
  const foreign = await workOn(id)
  expect(foreign).toHaveLength(1 + 4 * 2)
  expect(foreign).toEqual(await workOn('f'.repeat(32)))
})

test('the first creation of a process costs one more, which measures the quota', async () => {
  cloud.cloud.reload()
  const requests = await requestsOf(() => notesOn(cloud.as('bob')).write('first'))
  expect(requests).toMatchObject([
    { action: 'database.aggregateDocuments', index: expect.not.stringMatching('scan') },
    { action: 'database.insertDocument' },
  ])
})
