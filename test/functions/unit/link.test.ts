import type { Caller } from '../../../cloudfunctions/common/caller'
import { collection } from '../../../cloudfunctions/common/cloud'
import { link } from '../../../cloudfunctions/common/link'
import { inside } from '../../support/inside'
import { everyone } from '../../support/people'

/** One person per test: what this process has linked once, it does not link again. */
const person = (name: string, unionid = `uOPEN ${name}`) => ({
  name,
  appid: everyone.alice.appid,
  openid: `oNOTES ${name}`,
  unionid,
})
const people = {
  bob: everyone.bob,
  late: person('late'),
  often: person('often'),
  again: person('again'),
  one: person('one'),
  other: person('other'),
  first: person('first'),
  second: person('second'),
  back: person('back'),
  failing: person('failing'),
  moving: person('moving', 'm'),
  'moving-once': person('moving', 'another UNIONID'),
  changing: person('changing', 'm'),
  'changing-once': person('changing', 'a lower UNIONID'),
  'changing-later': person('changing', 'z higher UNIONID'),
}
const { cloud, invokedBy } = inside(people)

interface Row {
  _id: string
  _openid: string
  unionid?: string
}
const rows = collection<Row>('notes')
const rowsOf = ({ openid }: Caller) =>
  rows.find({ where: { _openid: openid }, order: [['_id', 'asc']], limit: 99 })

/** On one of the collections. */
async function requestsOf(work: () => Promise<unknown>) {
  const before = cloud.trace.requests.length
  await work()
  return cloud.trace.requests.slice(before).filter(({ collection }) => collection === 'notes')
}

test('the first call with a UNIONID stamps it on what this OPENID wrote before, and on nothing else', async () => {
  const { openid, unionid } = people.late
  await invokedBy('bob')
  await rows.add({ _id: 'his', _openid: people.bob.openid })
  await invokedBy('late')
  await rows.add({ _id: 'early', _openid: openid })
  await rows.add({ _id: 'late', _openid: openid, unionid })

  expect(await requestsOf(() => link(people.late))).toMatchObject([{ changed: 1 }])
  expect(await rowsOf(people.late)).toEqual([
    { _id: 'early', _openid: openid, unionid },
    { _id: 'late', _openid: openid, unionid },
  ])
  await invokedBy('bob')
  expect(await rowsOf(people.bob)).toEqual([{ _id: 'his', _openid: people.bob.openid }])
})

test('the next calls in the same process ask nothing', async () => {
  await invokedBy('often')
  expect(await requestsOf(() => link(people.often))).toHaveLength(1)
  expect(await requestsOf(() => link(people.often))).toHaveLength(0)
  expect(await requestsOf(() => link(people.often))).toHaveLength(0)
})

test('a new process asks once more, changes nothing, and looks at nothing that is linked', async () => {
  await invokedBy('again')
  await rows.add({ _id: 'linked', _openid: people.again.openid, unionid: people.again.unionid })
  await link(people.again)
  jest.resetModules()
  const anew = await import('../../../cloudfunctions/common/link')
  const requests = await requestsOf(() => anew.link(people.again))
  expect(requests).toMatchObject([{ changed: 0, examined: 0, index: expect.not.stringMatching('scan') }])
})

describe('two processes', () => {
  const minuteMs = 60_000
  afterEach(() => jest.restoreAllMocks())
  const at = (ms: number) => jest.spyOn(Date, 'now').mockReturnValue(ms)
  const another = async () => {
    jest.resetModules()
    return (await import('../../../cloudfunctions/common/link')).link
  }
  const unionids = async () => (await rowsOf(people.moving)).map(({ unionid }) => unionid)

  test('agree again within a minute of calls, at the price of one request a minute', async () => {
    const { openid, unionid } = people.moving
    await invokedBy('moving')
    await rows.add({ _id: 'moved', _openid: openid })
    const [one, two] = [await another(), await another()]
    at(minuteMs)
    await one(people.moving)
    await invokedBy('moving-once')
    await two(people['moving-once'])
    expect(await unionids()).toEqual([people['moving-once'].unionid])

    await invokedBy('moving')
    at(2 * minuteMs - 1)
    expect(await requestsOf(() => one(people.moving))).toHaveLength(0)
    at(2 * minuteMs)
    expect(await requestsOf(() => one(people.moving))).toHaveLength(1)
    expect(await unionids()).toEqual([unionid])
    for (let i = 0; i < 50; i++) expect(await requestsOf(() => one(people.moving))).toHaveLength(0)
  })

  test('link what one of them wrote without a UNIONID after the other had asked', async () => {
    const { openid, unionid } = people.moving
    await invokedBy('moving')
    const one = await another()
    at(minuteMs)
    await one(people.moving)
    await rows.add({ _id: 'moved without', _openid: openid })
    at(2 * minuteMs)
    await one(people.moving)
    expect(await unionids()).toEqual([unionid, unionid])
  })
})

test('each caller is linked once, not only the first one of a process', async () => {
  await invokedBy('one')
  expect(await requestsOf(() => link(people.one))).toHaveLength(1)
  await invokedBy('other')
  expect(await requestsOf(() => link(people.other))).toHaveLength(1)
})

test('those who call by turns are each linked once', async () => {
  const byTurns = ['first', 'second', 'first', 'second'] as const
  const requests = await requestsOf(async () => {
    for (const name of byTurns) {
      await invokedBy(name)
      await link(people[name])
    }
  })
  expect(requests).toHaveLength(2)
})

test('a UNIONID that was gone for a while is linked again when it is back', async () => {
  const { unionid, ...without } = people.back
  await invokedBy('back')
  await link(people.back)
  expect(await requestsOf(() => link(without))).toHaveLength(0)
  expect(await requestsOf(() => link({ ...without, unionid }))).toHaveLength(1)
})

test('a caller without a UNIONID asks nothing', async () => {
  await invokedBy('bob')
  expect(await requestsOf(() => link(people.bob))).toHaveLength(0)
})

test('a link that failed is tried again by the next call', async () => {
  await invokedBy('bob') // whose own documents these are not: the cloud refuses
  await expect(link(people.failing)).rejects.toThrow()
  expect(cloud.takeViolations()).toHaveLength(1)
  await invokedBy('failing')
  expect(await requestsOf(() => link(people.failing))).toHaveLength(1)
})

test('a UNIONID that has changed replaces the earlier ones, whatever they were', async () => {
  for (const earlier of ['changing-once', 'changing-later'] as const) {
    await invokedBy(earlier)
    const { openid, unionid } = people[earlier]
    await rows.add({ _id: earlier, _openid: openid, unionid })
  }
  await invokedBy('changing')
  await link(people.changing)
  expect((await rowsOf(people.changing)).map(({ unionid }) => unionid)).toEqual(['m', 'm'])
})
