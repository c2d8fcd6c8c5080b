import functions from '../../cloudbase/functions.json'
import type { Contract } from '../../shared/contract'
import { contracts } from '../../shared/contracts'
import type { Target } from '../collections/sample'
import { attackers, mark, people, victims } from '../support/attackers'
import { ways, waysToTheDatabase, type Aim } from '../support/attacks'
import { startCloud } from '../support/cloud'
import { freshKey } from '../support/notes'
import { creationOf, fieldsOf, importOf, operationsOn, owned } from '../support/operations'
import { rowsOf } from '../support/rows'
import { whole } from '../support/scope'

/*
 * Every operation of every function, by everyone whom it does not concern, in every way. The rows come from the
 * contracts, and the values from test/collections/. What an attacker may write lies before and after the victim's
 * documents in time, so that no position of a cursor is without a neighbour.
 */

const cloud = startCloud({ people })
/** Within a minute: after that a process looks again whether anything is to be linked, once. */
const [early, theirs, later] = [1_000_000, 1_010_000, 1_020_000]

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

/** The data of a call that must succeed, as an object of unknown fields. */
async function dataOf(key: string, now: number, name: string, action: string, input: object) {
  const answer = Object(await cloud.as(key).call(name, { action, input }, { now }))
  if (!answer.ok) throw new Error(`${name}.${action} was refused: ${JSON.stringify(answer)}`)
  return Object(answer.data)
}

/** Creates a document, and gives what an attacker could know of it. */
async function create(who: string, now: number, collection: string, text: string): Promise<Target> {
  const key = freshKey()
  const data = await dataOf(who, now, collection, 'create', creationOf(collection, key, text))
  const { id, rev } = Object(Object.values(data)[0])
  return { collection, id, rev, key, time: now }
}

/** Creates a document and removes it. */
async function discard(who: string, now: number, collection: string, text: string): Promise<Target> {
  const { id, rev, ...more } = await create(who, now, collection, text)
  await dataOf(who, now, collection, 'remove', { id, rev })
  return { ...more, id, rev: rev + 1 }
}

/*
 * Unless everything is to be tried, what would only say the same again is left to .ci/run. A caller who is refused is
 * refused before the event is looked at: one way, one victim. What does not follow the contract is refused before anybody
 * looks who calls, and whose: one stranger tries it on one victim, and the others the ways that reach the database.
 */
const attackersOf = (victim: string) =>
  attackers.filter(({ refused }) => whole || !refused || victim === victims[0])
const stranger = attackers[0]?.key
function waysOf(victim: string, { key, refused }: (typeof attackers)[number], takes: readonly string[]) {
  if (whole || (key === stranger && victim === victims[0])) return Object.entries(ways)
  return Object.entries(waysToTheDatabase(takes)).slice(0, refused ? 1 : undefined)
}

test('every function is in one of the tests here', () => {
  expect([...Object.keys(contracts), ...plain, ...timers].sort()).toEqual(Object.keys(functions).sort())
})

describe.each(owned)('every operation that can be aimed at %s', (collection) => {
  const target: Target = { collection, id: 'a'.repeat(32), rev: 1, key: freshKey(), time: theirs }

  test('is in the matrix', () => {
    const labels = operationsOn(collection).map(({ label }) => label)
    expect(labels).toEqual(
      expect.arrayContaining([`${collection}.create`, 'account.export', 'account.import', 'account.erase']),
    )
    for (const name of [collection, 'account'])
      for (const action of Object.keys(Object(contracts)[name])) expect(labels).toContain(`${name}.${action}`)
  })

  test.each(operationsOn(collection))(
    'has an input that follows the contract: $label',
    ({ name, action, input }) => {
      const schema = Object.entries<Contract>(contracts).find(([each]) => each === name)?.[1][action]?.input
      const sent = input(target)
      const left = Object.entries(sent).flatMap(([field, value]) => (value === undefined ? [field] : []))
      const wrong = schema?.safeParse(sent).error?.issues.map(({ path }) => path.join('.')) ?? []
      const problems = [...new Set([...left, ...wrong])].map(
        (field) => `Give ${field} of ${action} a right value in test/collections/${name}.ts.`,
      )
      expect(problems).toEqual([])
    },
  )
})

describe.each(victims.flatMap((victim) => owned.map((collection) => ({ victim, collection }))))(
  "$victim's $collection",
  ({ victim, collection }) => {
    const { openid } = people[victim]
    let targets: Pick<Aim, 'foreign' | 'deleted' | 'absent'>
    let ids: string[]
    let before: unknown

    /** All that there is of the victim's: what its own lists show, and what is stored. */
    const state = async () => {
      const contract = Object.entries<Contract>(contracts).find(([name]) => name === collection)?.[1] ?? {}
      const lists = Object.keys(contract).filter((action) => fieldsOf(contract, action).includes('cursor'))
      return [
        ...(await Promise.all(lists.map((action) => dataOf(victim, theirs, collection, action, {})))),
        await rowsOf(cloud, victim, openid, collection),
      ]
    }

    beforeAll(async () => {
      for (const { key } of attackers.filter(({ refused }) => !refused)) {
        await create(key, early, collection, `what ${key} wrote earlier`)
        await discard(key, early, collection, `what ${key} removed earlier`)
        // What a process asks once about a caller is asked before the attacks, which are compared by their requests.
        const mine = { collection, id: '7'.repeat(32), rev: 1, key: freshKey(), time: early }
        await dataOf(key, early, 'account', 'import', importOf(mine))
      }
      const live = await create(victim, theirs, collection, mark)
      const removed = await discard(victim, theirs, collection, mark)
      // Right beside the target in every order, so that no cursor can tell them apart.
      const pair = (target: Target) => ({
        target,
        twin: {
          ...target,
          id: target.id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
          key: freshKey(),
        },
      })
      targets = {
        foreign: pair(live),
        deleted: pair(removed),
        absent: pair({ ...live, id: '5'.repeat(32), key: freshKey() }),
      }
      ids = [live.id, removed.id]
      before = await state()
    })

    describe.each(attackersOf(victim))('attacked by $who', (attacker) => {
      const { key, refused } = attacker

      describe.each(operationsOn(collection))('with $label', ({ name, action, takes, input }) => {
        const check = whole ? afterEach : afterAll
        check(async () => expect(await state()).toEqual(before))

        test.each(waysOf(victim, attacker, takes))('aimed by %s', async (_way, attacks) => {
          for (const { event, ...expected } of attacks({ action, takes, input, ...targets })) {
            const { answer, text, blotted, trips } = await attack(key, name, event)
            for (const { index } of trips) expect(index).not.toBe('scan')
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
  },
)

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
        cloud.trace.clear()
        await expect(cloud.as(key).call(name, event)).rejects.toThrow('FORBIDDEN_CALLER')
        expect(cloud.trace.requests).toEqual([])
      }
    },
  )
})
