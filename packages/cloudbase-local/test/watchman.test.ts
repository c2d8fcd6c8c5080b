import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadEnvironment, type WatchmanMode } from '../src'
import people from './people.json'
import { startCloud } from './support/cloud'

const { alice, bob, mallory } = people
const { collections } = loadEnvironment(join(__dirname, 'cloudbase'))

/**
 * The tests fill and read the collection with the function `store`, so `store` is an exception to the watchman's rule.
 */
const startWatched = (watchman?: WatchmanMode) =>
  startCloud({
    functions: join(__dirname, 'functions'),
    collections,
    functionSettings: { store: { timeout: 10, unowned: { notes: 'the tests fill and look at it' } } },
    ...(watchman && { watchman }),
  })

const hers = { _id: 'hers', _openid: alice.openid, unionid: alice.unionid, title: 'private' }
const his = { _id: 'his', _openid: bob.openid, title: 'own' }

const store = async (cloud: ReturnType<typeof startWatched>, ...steps: unknown[]): Promise<unknown> => {
  const results = await cloud.as('bob').call('store', { steps })
  return Array.isArray(results) ? results.at(-1) : results
}
const everything = { _id: { $gt: '' } }
const fill = (cloud: ReturnType<typeof startWatched>, ...documents: object[]) =>
  store(cloud, ['removeWhere', 'notes', everything], ...documents.map((data) => ['add', 'notes', data]))
const stored = (cloud: ReturnType<typeof startWatched>) => store(cloud, ['find', 'notes', {}])

/** Bob commits the crimes below, and Alice is the victim. */
const event = {
  id: 'hers',
  me: bob.openid,
  her: alice.openid,
  herUnionid: alice.unionid,
  operator: { $gt: '' },
}
const crimes: [crime: string, why: RegExp, owners: string[]][] = [
  ['readById', /not confined/, ['alice']],
  ['readAll', /not confined/, ['alice', 'bob']],
  ['countAll', /not confined/, ['alice', 'bob']],
  ['updateById', /not confined/, ['alice']],
  ['replaceById', /not confined/, ['alice']],
  ['removeById', /not confined/, ['alice']],
  ['forgottenOwner', /not confined/, ['alice']],
  ['secondWhere', /not confined/, ['alice']],
  ['openBranch', /not confined/, ['alice', 'bob']],
  ['operatorFromOutside', /not confined/, ['alice', 'bob']],
  ['ownerFromOutside', /not confined/, ['alice']],
  ['removeByPattern', /not confined/, ['alice', 'bob']],
  ['ownerByPattern', /not confined/, ['alice', 'bob']],
  ['patternBranch', /not confined/, ['alice', 'bob']],
  ['aggregateAll', /not confined/, ['alice', 'bob']],
  ['aggregateByPattern', /not confined/, ['alice', 'bob']],
  ['aggregateLateMatch', /not confined/, ['alice', 'bob']],
  ['inTransaction', /not confined/, ['alice']],
  ['addAsSomebodyElse', /does not bear/, ['alice']],
  ['addAsNobody', /does not bear/, ['somebody']],
  ['claimUnionid', /does not bear/, ['bob']],
  ['giveAway', /makes _openid or unionid something else/, ['bob']],
  ['dropOwner', /makes _openid or unionid something else/, ['bob']],
]

describe('by default', () => {
  const cloud = startWatched()
  beforeEach(() => fill(cloud, hers, his))

  test.each(crimes)('%s is refused, and nothing is read or written', async (crime, why, owners) => {
    const before = await stored(cloud)
    const answer = await cloud.as('bob').call('crimes', { crime, ...event })
    expect(answer).toEqual({
      // The SDK reports every error of an aggregation as -1.
      errCode: crime.startsWith('aggregate') ? -1 : -502003,
      errMsg: expect.stringMatching(/crimes, called by bob, must not do this on notes/),
    })
    expect(JSON.stringify(answer)).toContain(owners.join(', '))
    expect(await stored(cloud)).toEqual(before)
    const [violation, ...more] = cloud.takeViolations()
    expect(more).toEqual([])
    expect(violation).toMatchObject({
      function: 'crimes',
      caller: 'bob',
      collection: 'notes',
      error: { code: 'DATABASE_PERMISSION_DENIED' },
      violation: { why: expect.stringMatching(why) },
    })
    expect(violation?.violation?.owners).toEqual(owners)
    const call = cloud.trace.calls.find(({ invocation }) => invocation === violation?.invocation)
    expect(call?.violations).toBe(1)
  })

  test('a query that is confined goes through, by OPENID and by UNIONID', async () => {
    expect(await cloud.as('bob').call('crimes', { crime: 'own', me: bob.openid })).toMatchObject({
      data: [his],
    })
    for (const who of ['alice', 'alice-sibling'])
      expect(await cloud.as(who).call('crimes', { crime: 'ownByUnionid', me: alice.unionid })).toMatchObject({
        data: [hers],
      })
    expect(cloud.trace.calls.at(-1)).toMatchObject({ person: 'alice-sibling', violations: 0 })
  })

  test('an aggregation that is confined goes through', async () => {
    expect(await cloud.as('bob').call('crimes', { crime: 'ownTotal', me: bob.openid })).toMatchObject({
      list: [{ n: 1 }],
    })
  })

  test.each(['own', 'rename', 'ownTotal'])(
    'a stored document that is somebody else’s too ends %s, though the query is confined',
    async (crime) => {
      await fill(cloud, his, { _id: 'ours', _openid: [alice.openid, bob.openid], title: 'whose?' })
      const before = await stored(cloud)
      expect(await cloud.as('bob').call('crimes', { crime, me: bob.openid })).toMatchObject({
        errMsg: expect.stringMatching(/must not do this on notes/),
      })
      expect(await stored(cloud)).toEqual(before)
      expect(cloud.takeViolations()).toMatchObject([
        { violation: { why: expect.stringMatching(/let in a document/), owners: ['somebody'] } },
      ])
    },
  )

  test('a refused statement ends its transaction, whatever the function does about it', async () => {
    const before = await stored(cloud)
    expect(await cloud.as('bob').call('crimes', { crime: 'goesOn', ...event })).toMatchObject({
      errMsg: expect.stringContaining('TransactionNotExist'),
    })
    expect(await stored(cloud)).toEqual(before)
    expect(cloud.takeViolations()).toHaveLength(1)
  })

  test('a user of another mini program is that user, not what this side calls them', async () => {
    await cloud.as('mallory').call('crimes', { crime: 'own', me: mallory.openid })
    expect(cloud.takeViolations()).toHaveLength(1)
    await cloud.as('mallory').call('crimes', { crime: 'own', me: mallory.from.openid })
    expect(cloud.takeViolations()).toEqual([])
  })

  test('a timer owns nothing, so it needs an exception', async () => {
    expect(await cloud.as('timer').call('crimes', { crime: 'own', me: bob.openid })).toMatchObject({
      errMsg: expect.stringMatching(/no identity/),
    })
    expect(cloud.takeViolations()).toMatchObject([{ caller: 'timer', violation: { owners: ['bob'] } }])
    expect(await cloud.as('timer').call('store', { steps: [['count', 'notes', everything]] })).toMatchObject([
      { total: 2 },
    ])
  })
})

describe('with --watchman report', () => {
  const cloud = startWatched('report')
  beforeEach(() => fill(cloud, hers, his))

  test.each(crimes)('%s goes through, and the trace names whose rows', async (crime, why, owners) => {
    expect(await cloud.as('bob').call('crimes', { crime, ...event })).not.toHaveProperty('errCode')
    const [violation, ...more] = cloud.takeViolations()
    expect(more).toEqual([])
    expect(violation).toMatchObject({ violation: { why: expect.stringMatching(why) } })
    expect(violation).not.toHaveProperty('error')
    expect(violation?.violation?.owners).toEqual(owners)
  })

  test('each foreign document is named with its owner, and the line that asked for it', async () => {
    await cloud.as('bob').call('crimes', { crime: 'readAll', ...event })
    const lines = readFileSync(join(__dirname, 'functions/crimes/index.js'), 'utf8').split('\n')
    const line = lines.findIndex((text) => text.includes('readAll:')) + 1
    const [request] = cloud.takeViolations()
    expect(request?.violation).toMatchObject({ kind: 'unconfined', foreign: { hers: 'alice' } })
    expect(request?.violation?.lines[0]).toMatch(new RegExp(`test/functions/crimes/index\\.js:${line}$`))
  })

  test('it can be told to refuse from now on, and to report again', async () => {
    const read = () => cloud.as('bob').call('crimes', { crime: 'readById', ...event })
    cloud.cloud.setWatchman('refuse')
    expect(await read()).toHaveProperty('errCode')
    cloud.cloud.setWatchman('report')
    expect(await read()).toMatchObject({ data: hers })
    expect(cloud.takeViolations()).toHaveLength(2)
  })

  test('what was done since the documents were kept can be undone: changed, removed and added', async () => {
    const before = await stored(cloud)
    const putBack = cloud.cloud.keepDocuments()
    for (const crime of ['updateById', 'removeByPattern', 'addAsNobody'])
      await cloud.as('bob').call('crimes', { crime, ...event })
    expect(await stored(cloud)).not.toEqual(before)
    putBack()
    expect(await stored(cloud)).toEqual(before)
    expect(cloud.takeViolations()).toHaveLength(3)
  })

  test('the damage is there to see', async () => {
    await cloud.as('bob').call('crimes', { crime: 'updateById', ...event })
    expect(await stored(cloud)).toMatchObject({ data: [{ ...hers, title: 'mine now' }, his] })
    expect(cloud.takeViolations()).toHaveLength(1)
  })
})
