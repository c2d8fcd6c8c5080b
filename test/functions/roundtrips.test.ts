import { startCloud } from '../support/cloud'
import { freshKey, notesOn } from '../support/notes'

const cloud = startCloud()

/** The database requests that one call makes. */
async function requestsOf(work: () => Promise<unknown>) {
  const before = cloud.trace.requests.length
  await work()
  return cloud.trace.requests.slice(before)
}

describe.each(['alice', 'bob'] as const)('%s', (who) => {
  const phone = notesOn(cloud.as(who))

  test('makes one database request for each operation, served by an index', async () => {
    const { id } = await phone.write('counted')
    for (let i = 0; i < 25; i++) await phone.write(`row ${i}`)
    const { nextCursor } = await phone.get('list', {})
    const operations = {
      create: () => phone.get('create', { key: freshKey(), title: '', body: '' }),
      get: () => phone.get('get', { id }),
      list: () => phone.get('list', {}),
      'next page': () => phone.get('list', { cursor: nextCursor ?? '' }),
      update: () => phone.get('update', { id, rev: 1, title: 'again' }),
      remove: () => phone.get('remove', { id, rev: 2 }),
    }
    for (const [name, work] of Object.entries(operations)) {
      const requests = await requestsOf(work)
      expect([name, requests.length]).toEqual([name, 1])
      expect([name, requests[0]?.index]).not.toEqual([name, 'scan'])
    }
  })

  test('a page examines as many rows as it shows and one more per index it merges', async () => {
    const [request] = await requestsOf(() => phone.get('list', { limit: 5 }))
    expect(request?.examined).toBeLessThanOrEqual(2 * 6)
  })

  test('a refused change costs one more request, to tell a conflict from an absent note', async () => {
    const { id } = await phone.write('old')
    expect(await requestsOf(() => phone.refused('update', { id, rev: 9, title: 'x' }))).toHaveLength(2)
    expect(
      await requestsOf(() => phone.refused('update', { id: 'f'.repeat(32), rev: 1, title: 'x' })),
    ).toHaveLength(2)
  })
})
