import functions from '../../cloudbase/functions.json'
import { contracts } from '../../shared/contracts'
import {
  aimed,
  aimedOtherwise,
  attackers,
  mark,
  markedTag,
  people,
  victims,
  type Target,
} from '../support/attackers'
import { ways, type Aim } from '../support/attacks'
import { startCloud } from '../support/cloud'
import { accountOn, freshKey, notesOn } from '../support/notes'
import { rowsOf } from '../support/rows'

/*
 * Every operation of every function, by everyone whom it does not concern, in every way. What an attacker may write lies
 * before and after the victim's notes in time, so that no position of a cursor is without a neighbour.
 */

const cloud = startCloud({ people })
const [early, theirs, later] = [1_000_000, 2_000_000, 3_000_000]
const callsAt = (key: string, now: number): Pick<ReturnType<typeof cloud.as>, 'call'> => ({
  call: (name, event) => cloud.as(key).call(name, event, { now }),
})
const phoneAt = (key: string, now: number) => notesOn(callsAt(key, now))

/** A call as it ended, and the requests it made to the cloud on the way. */
async function attack(key: string, name: string, event: object) {
  const answer = await cloud.as(key).call(name, { ...event }, { now: later })
  const invocation = cloud.trace.calls.at(-1)?.invocation
  const requests = cloud.trace.requests.filter((request) => request.invocation === invocation)
  // Ids are blotted out: a foreign one that leaves is looked for apart.
  const text = JSON.stringify(answer)
  const trips = requests.map(({ action, collection, index }) => ({ action, collection, index }))
  return { answer, text, blotted: text.replace(/\b[0-9a-f]{32}\b/g, 'id'), trips }
}

test('every operation of the contract is in the matrix, and every function is in one of the tests here', () => {
  for (const [name, contract] of Object.entries(contracts))
    expect(Object.keys(Object(aimed)[name])).toEqual(Object.keys(contract))
  expect([...Object.keys(contracts), ...plain, ...timers].sort()).toEqual(Object.keys(functions).sort())
})

describe.each(victims)("%s's notes", (victim) => {
  const phone = phoneAt(victim, theirs)
  const { openid } = people[victim]
  let targets: Pick<Aim, 'foreign' | 'deleted' | 'absent'>
  let ids: string[]
  let before: unknown

  /** All that there is of the victim's: what its own calls show, and what is stored. */
  const state = async () => {
    const { notes } = await phone.get('list', {})
    const opened = await Promise.all(notes.map(({ id }) => phone.get('get', { id })))
    return { notes, opened, rows: await rowsOf(cloud, victim, openid) }
  }

  beforeAll(async () => {
    for (const { key } of attackers.filter(({ refused }) => !refused)) {
      await phoneAt(key, early).write(`what ${key} wrote earlier`)
      await phoneAt(key, early).discard(`what ${key} removed earlier`)
      // What a process asks once a minute about a caller is asked before the attacks, which are compared by their requests.
      await accountOn(callsAt(key, later)).get('usage', {})
      await phoneAt(key, later).get('tags', {})
    }
    const write = async () => {
      const key = freshKey()
      const note = { key, title: mark, body: mark, tags: [markedTag] }
      return { key, ...(await phone.get('create', note)).note }
    }
    const [live, removed] = [await write(), await write()]
    await phone.get('remove', { id: removed.id, rev: 1 })
    const target = (note: { id: string; key: string }, rev: number): Target => ({
      id: note.id,
      key: note.key,
      rev,
      time: theirs,
    })
    // Right beside the target in every order, so that no cursor can tell them apart.
    const twinOf = ({ id, rev }: Target) =>
      target({ id: id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')), key: freshKey() }, rev)
    const pair = (target: Target) => ({ target, twin: twinOf(target) })
    targets = {
      foreign: pair(target(live, 1)),
      deleted: pair(target(removed, 2)),
      absent: pair(target({ id: '5'.repeat(32), key: freshKey() }, 1)),
    }
    ids = [live.id, removed.id]
    before = await state()
  })

  afterEach(async () => expect(await state()).toEqual(before))

  describe.each(attackers)('attacked by $who', ({ key, refused }) => {
    describe.each(operations())('with $label', ({ name, action, input }) => {
      test.each(Object.entries(ways))('aimed by %s', async (_way, attacks) => {
        for (const { event, ...expected } of attacks({ action, input, ...targets })) {
          const { answer, text, blotted, trips } = await attack(key, name, event)
          for (const foreign of [mark, ...ids]) expect(text).not.toContain(foreign)
          if (refused) {
            expect({ answer, trips }).toMatchObject({
              answer: { ok: false, error: { code: refused } },
              trips: [],
            })
          } else if (expected.ends === 'malformed') {
            expect({ answer, trips }).toMatchObject({
              answer: { error: { code: 'INVALID_INPUT' } },
              trips: [],
            })
          } else if (expected.ends === 'as twin') {
            const twin = await attack(key, name, expected.twin)
            expect({ blotted, trips }).toEqual({ blotted: twin.blotted, trips: twin.trips })
          }
        }
      })
    })
  })
})

/** The functions without a contract, which answer about the caller alone, whatever the event says. */
const plain = ['getUserInfo', 'test', 'cloudbase_auth']

describe.each(plain)('%s', (name) => {
  const { openid, unionid } = people.alice
  const events = [{}, { openid }, { OPENID: openid, UNIONID: unionid }, { userInfo: { openId: openid } }]

  test.each(attackers)('called by $who, tells nothing of anyone else', async ({ key, refused }) => {
    for (const event of events) {
      const ended = await attack(key, name, event).catch((error: unknown) => ({
        text: String(error),
        trips: [],
      }))
      expect(ended.trips).toEqual([])
      if (refused) expect(ended.text).toContain(refused)
      for (const secret of [openid, unionid, people.bob.openid]) expect(ended.text).not.toContain(secret)
    }
  })
})

/** The functions that a timer calls, which take nobody else. */
const timers = ['purge']

describe.each(timers)('%s', (name) => {
  test.each([...attackers.filter(({ key }) => key !== 'timer'), { who: 'a user', key: 'alice' }])(
    'called by $who, refuses before it touches a row',
    async ({ key }) => {
      for (const event of [{}, { Type: 'Timer', TriggerName: 'daily' }, { SOURCE: 'wx_trigger' }]) {
        const before = cloud.trace.requests.length
        await expect(cloud.as(key).call(name, event)).rejects.toThrow('FORBIDDEN_CALLER')
        expect(cloud.trace.requests).toHaveLength(before)
      }
    },
  )
})

/** The rows of the matrix, from the contract. */
function operations(): { label: string; name: string; action: string; input: (target: Target) => object }[] {
  const all = Object.entries(aimed).flatMap(([name, actions]) =>
    Object.entries(actions).map(([action, input]) => ({ label: `${name}.${action}`, name, action, input })),
  )
  const others = Object.entries(aimedOtherwise).map(([label, [name, action, input]]) => ({
    label,
    name,
    action,
    input,
  }))
  return [...all, ...others]
}
