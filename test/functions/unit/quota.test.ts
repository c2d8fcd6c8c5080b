import { collection } from '../../../cloudfunctions/common/cloud'
import { Quota } from '../../../cloudfunctions/common/quota'
import { notesRegistration } from '../../../cloudfunctions/notes/registration'
import { inside } from '../../support/inside'
import { everyone } from '../../support/people'

/** Few enough to fill them all up. */
const limit = { count: 120, characters: 1000 }
const quota = new Quota(limit, notesRegistration.usage)
const reserve = quota.reserve.bind(quota)

/** One person per test: what this process has measured once, it remembers. */
const person = (name: string) => ({ name, appid: everyone.alice.appid, openid: `oNOTES ${name}` })
const people = {
  first: person('first'),
  full: person('full'),
  freed: person('freed'),
  talkative: person('talkative'),
  busy: person('busy'),
  often: person('often'),
  changing: person('changing'),
  crowded: person('crowded'),
  growing: person('growing'),
  shrinking: person('shrinking'),
  here: { ...person('here'), unionid: 'uOPEN both' },
  there: { ...person('there'), unionid: 'uOPEN both' },
}
const { cloud, invokedBy } = inside(people)

interface Row {
  _id: string
  _openid: string
  titleSize: number
  bodySize: number
}
const rows = collection<Row>('notes')
const add = (_id: string, { openid: _openid }: { openid: string }, bodySize: number) =>
  rows.add({ _id, _openid, titleSize: 0, bodySize })

async function measured(work: () => Promise<unknown>): Promise<number> {
  const before = cloud.trace.requests.length
  await work()
  return cloud.trace.requests.length - before
}

test('a process measures at first, and then with each hundredth note', async () => {
  await invokedBy('first')
  expect(await measured(() => reserve(people.first, 1))).toBe(1)
  for (let i = 1; i < 100; i++) expect(await measured(() => reserve(people.first, 1))).toBe(0)
  expect(await measured(() => reserve(people.first, 1))).toBe(1)
})

test('there is room up to the very last character, and what does not fit is measured before it is refused', async () => {
  await invokedBy('full')
  await add('nearly full', people.full, limit.characters - 10)
  expect(await reserve(people.full, 4)).toBe(true)
  await add('four', people.full, 4)
  expect(await measured(async () => expect(await reserve(people.full, 7)).toBe(false))).toBe(1)
  expect(await measured(async () => expect(await reserve(people.full, 6)).toBe(true))).toBe(0)
  await add('six', people.full, 6)
  expect(await reserve(people.full, 1)).toBe(false)
  expect(await reserve(people.full, 0)).toBe(true)
})

test('there is room up to the very last note', async () => {
  await invokedBy('busy')
  for (let i = 1; i < limit.count; i++) await add(`busy ${i}`, people.busy, 1)
  expect(await reserve(people.busy, 1)).toBe(true)
  await add('the last', people.busy, 1)
  expect(await reserve(people.busy, 0)).toBe(false)
})

test('what was deleted elsewhere makes room', async () => {
  await invokedBy('freed')
  await add('large', people.freed, limit.characters)
  expect(await reserve(people.freed, 1)).toBe(false)
  await rows.remove({ _openid: people.freed.openid, _id: 'large' })
  expect(await reserve(people.freed, 1)).toBe(true)
})

test('a person in two mini programs is one person', async () => {
  await invokedBy('here')
  expect(await measured(() => reserve(people.here, 1))).toBe(1)
  await invokedBy('there')
  expect(await measured(() => reserve(people.there, 1))).toBe(0)
})

test('each person is measured apart, and once', async () => {
  await invokedBy('talkative')
  expect(await measured(() => reserve(people.talkative, 1))).toBe(1)
  await invokedBy('here')
  expect(await measured(() => reserve(people.here, 1))).toBe(0)
})

test('how often is measured can be chosen', async () => {
  await invokedBy('often')
  const small = new Quota(limit, notesRegistration.usage, { count: 2, characters: 100 })
  const measurings = []
  for (let i = 0; i < 5; i++) measurings.push(await measured(() => small.reserve(people.often, 1)))
  expect(measurings).toEqual([1, 0, 1, 0, 1])
})

describe('a change', () => {
  const never = () => Promise.reject(new Error('nobody needs to know what it replaces'))
  const replacing = (characters: number) => () => Promise.resolve(characters)

  test('takes what it writes off the room, and nothing off the number of documents', async () => {
    await invokedBy('changing')
    const small = new Quota(limit, notesRegistration.usage, { count: 1, characters: 100 })
    const measurings = []
    for (let i = 0; i < 4; i++)
      measurings.push(
        await measured(async () => expect(await small.reserveChange(people.changing, 50, never)).toBe(true)),
      )
    expect(measurings).toEqual([1, 0, 1, 0])
  })

  test('is let in where there are more documents than there may be, as long as there is room for characters', async () => {
    await invokedBy('crowded')
    await add('crowded 1', people.crowded, 1)
    await add('crowded 2', people.crowded, 1)
    const one = new Quota({ count: 1, characters: 1000 }, notesRegistration.usage)
    expect(await one.reserveChange(people.crowded, 50, never)).toBe(true)
    expect(await one.reserve(people.crowded, 1)).toBe(false)
  })

  test('that makes a document larger is refused where there is no room for what it adds', async () => {
    await invokedBy('growing')
    await add('growing', people.growing, limit.characters - 10)
    expect(await quota.reserveChange(people.growing, 500, replacing(489))).toBe(false)
    expect(await quota.reserveChange(people.growing, 500, replacing(490))).toBe(true)
    // What the change before it has reserved is measured as soon as it is written.
    await rows.remove({ _openid: people.growing.openid, _id: 'growing' })
    await add('growing again', people.growing, limit.characters)
    expect(await quota.reserveChange(people.growing, 1, replacing(0))).toBe(false)
  })

  test('that makes none larger is let in, even beyond the limit', async () => {
    await invokedBy('shrinking')
    await add('too large', people.shrinking, limit.characters + 100)
    expect(await quota.reserveChange(people.shrinking, 500, replacing(500))).toBe(true)
    expect(await quota.reserveChange(people.shrinking, 499, replacing(500))).toBe(true)
    expect(await quota.reserveChange(people.shrinking, 501, replacing(500))).toBe(false)
  })
})
