import config from '../../cloudfunctions/purge/config.json'
import functions from '../../cloudbase/functions.json'
import { limits } from '../../shared/note-limits'
import { startCloud } from '../support/cloud'
import { accountOn, notesOn } from '../support/notes'
import { seed } from '../support/rows'

const printed: string[] = []
const log = ({ text }: { text: string }) => void printed.push(text)
const cloud = startCloud({ log })
const alice = notesOn(cloud.as('alice'))
const bob = notesOn(cloud.as('bob'))

const day = 24 * 60 * 60 * 1000
const now = Date.UTC(2030, 0, 31)
const purge = () => cloud.as('timer').call('purge', {}, { now })
const ago = (days: number) => ({ deletedAt: now - days * day })

test('deletes for good what has been in the trash for 30 days, of everybody, and nothing else', async () => {
  await seed(cloud, 'bob', 1, () => ({ title: 'just in time', ...ago(limits.trashDays) }))
  await seed(cloud, 'bob', 1, () => ({ title: 'too old', deletedAt: now - limits.trashDays * day - 1 }))
  await seed(cloud, 'bob', 1, () => ({ title: 'live and ancient', updatedAt: 1 }))
  await seed(cloud, 'alice', 1, () => ({ title: 'hers, too old', ...ago(40) }))
  await seed(cloud, 'alice', 1, () => ({ title: 'hers', ...ago(1) }))
  expect(await purge()).toEqual({ purged: 2, left: false })
  const titles = async (phone: typeof bob) =>
    [...(await phone.get('list', {})).notes, ...(await phone.get('trash', {})).notes].map(
      ({ title }) => title,
    )
  expect(await titles(bob)).toEqual(['live and ancient', 'just in time'])
  expect(await titles(alice)).toEqual(['hers'])
})

test('works in bounded batches, each of one reading and one removal that asks for the time again', async () => {
  await seed(cloud, 'bob', 501, () => ago(31)) // all of the same millisecond
  const before = cloud.trace.requests.length
  expect(await purge()).toEqual({ purged: 501, left: false })
  const requests = cloud.trace.requests.slice(before)
  expect(requests).toMatchObject([
    { action: 'database.getDocument', index: 'purge', examined: 500, returned: 500 },
    { action: 'database.removeDocument', index: 'purge', changed: 500 },
    { action: 'database.getDocument', index: 'purge', examined: 1, returned: 1 },
    { action: 'database.removeDocument', index: 'purge', changed: 1 },
  ])
  const due = [{ deletedAt: { $gt: 0 } }, { deletedAt: { $lt: now - limits.trashDays * day } }]
  expect(requests[0]?.query).toEqual({ $and: due })
  expect(requests[1]?.query).toEqual({ $and: [{ $and: due }, { $or: expect.any(Array) }] })
})

test('may run twice, and several times at once', async () => {
  const kept = async () => (await accountOn(cloud.as('bob')).get('usage', {})).notes.count
  const before = await kept()
  await seed(cloud, 'bob', 50, () => ago(31))
  await Promise.all([purge(), purge(), purge()])
  expect(await kept()).toBe(before)
  expect(await purge()).toEqual({ purged: 0, left: false })
})

describe('with ten seconds, the last ten of which are for the batch that is under way', () => {
  const hurried = startCloud({ log, functionSettings: { purge: { ...functions.purge, timeout: 10 } } })

  test('a run leaves the rest to the next one, and says so in its answer and in the log', async () => {
    await seed(hurried, 'bob', 501, () => ago(31))
    const run = () => hurried.as('timer').call('purge', {}, { now })
    printed.length = 0
    expect(await run()).toEqual({ purged: 500, left: true })
    expect(await run()).toEqual({ purged: 1, left: false })
    expect(printed.map((line) => JSON.parse(line))).toEqual([
      { requestId: expect.any(String), purged: 500, left: true },
      { requestId: expect.any(String), purged: 1, left: false },
    ])
  })
})

test('is called by a timer, every day', () => {
  expect(config.triggers).toEqual([
    { name: 'daily', type: 'timer', config: expect.stringMatching(/^\d+ \d+ \d+ \* \* \* \*$/) },
  ])
})
