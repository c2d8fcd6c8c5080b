import fc from 'fast-check'
import type * as z from 'zod/mini'
import type { Client } from '../../tools/deploy/client'
import type { Declared } from '../../tools/deploy/declared'
import { deploy } from '../../tools/deploy/deploy'
import { CloudError } from '../../tools/deploy/messages'
import { hashOf } from '../../tools/deploy/zip'
import { FakeCloud, Refusal, type CloudFunction, type Table } from './support/cloud'
import { zipSync, strToU8 } from 'fflate'

const zip = Buffer.from(zipSync({ 'index.js': strToU8('exports.main = () => 1') }))
const built = { zip, zipHash: hashOf(zip), openapi: [] }
const settings = { runtime: 'Nodejs20.19', memorySize: 256, timeout: 5 }
const declared: Declared = {
  collections: [
    {
      name: 'notes',
      rule: { read: false, write: false },
      indexes: [
        { name: 'mine', keys: { _openid: 1, at: -1 }, unique: false },
        { name: 'key', keys: { key: 1 }, unique: true },
      ],
    },
    { name: 'news', rule: { read: true, write: false }, indexes: [] },
  ],
  functions: [
    { name: 'notes', ...settings, ...built, variables: { LIMIT: '5' }, timers: [] },
    {
      name: 'purge',
      ...settings,
      ...built,
      variables: {},
      timers: [{ name: 'daily', cron: '0 20 3 * * * *' }],
    },
  ],
}

/** The fake cloud without HTTP, which other tests go through. Records what changes and what fails. */
function direct(cloud: FakeCloud, fails: (nth: number) => boolean) {
  const changes: string[] = []
  const client: Client = {
    pause: () => Promise.resolve(),
    call<Schema extends z.ZodMiniType>(service: string, action: string, body: object, schema: Schema) {
      return Promise.resolve().then(() => {
        const reads = /^(Describe|List|Get)/.test(action)
        if (!reads && changes.push(action) && fails(changes.length))
          throw new CloudError(action, 'FailedOperation', 'it did not work', '')
        try {
          return schema.parse(cloud.answer(service, action, structuredClone(body)))
        } catch (error) {
          if (error instanceof Refusal) throw new CloudError(action, error.code, error.message, '')
          throw error
        }
      })
    },
  }
  return { client, changes }
}

const run = (client: Client) =>
  deploy({
    client,
    declared,
    target: { id: FakeCloud.env, region: 'ap-shanghai', appid: 'wx00000000000n0tes', only: undefined },
    dryRun: false,
    confirm: () => Promise.resolve(true),
    print: () => undefined,
  })

const name = (...declaredNames: string[]) => fc.constantFrom(...declaredNames, 'other', 'more')
const index = fc.record({
  name: name('mine', 'key'),
  unique: fc.boolean(),
  keys: fc.constantFrom<[string, string][]>(
    [['key', '1']],
    [['_openid', '1'], ['at', '-1']],
    [['_openid', '1'], ['at', '1']],
    [['title', '1']],
  ), // prettier-ignore
})
const table = fc.record<Table>({
  tag: fc.constantFrom('PRIVATE', 'READONLY', 'ADMINWRITE', 'ADMINONLY', 'CUSTOM'),
  rule: fc.constantFrom(null, '{"read":false,"write":false}', '{"write":false,"read":true}', 'x'),
  // No database has two indexes of one name or over the same fields.
  indexes: fc.uniqueArray(index, {
    comparator: (a, b) => a.name === b.name || String(a.keys) === String(b.keys),
    maxLength: 3,
  }),
})
const marks = ['', 'by hand', `code sha256 ${built.zipHash}`, `mine code sha256 ${'0'.repeat(64)}`]
const cloudFunction = fc.record<CloudFunction>({
  status: fc.constantFrom('Active', 'Active', 'Active', 'UpdateFailed', 'CreateFailed'),
  runtime: fc.constantFrom('Nodejs20.19', 'Nodejs20.19', 'Nodejs20.19', 'Nodejs16.13'),
  handler: fc.constantFrom('index.main', 'index.handler'),
  memory: fc.constantFrom(128, 256),
  timeout: fc.constantFrom(3, 5),
  variables: fc.dictionary(fc.constantFrom('LIMIT', 'OTHER'), fc.constantFrom('5', '6')),
  description: fc.constantFrom(...marks),
  timers: fc.uniqueArray(
    fc.record({
      name: name('daily'),
      cron: fc.constantFrom('0 20 3 * * * *', '0 20 3 * * * *', '0 0 0 * * * *'),
      enabled: fc.boolean(),
    }),
    { selector: (timer) => timer.name, maxLength: 2 },
  ),
  code: fc.constantFrom(built.zipHash, 'another'),
  installsDependencies: fc.boolean(),
  busyLooks: fc.constantFrom(0, 0, 1, 3),
})
const states = fc.record({
  tables: fc.dictionary(name('notes', 'news'), table),
  functions: fc.dictionary(name('notes', 'purge'), cloudFunction),
})

function cloudIn(state: {
  tables: Record<string, Table>
  functions: Record<string, CloudFunction>
}): FakeCloud {
  const cloud = new FakeCloud()
  for (const [key, value] of Object.entries(structuredClone(state.tables))) cloud.tables.set(key, value)
  for (const [key, value] of Object.entries(structuredClone(state.functions))) cloud.functions.set(key, value)
  return cloud
}

/** Everything but how long the cloud will still be at work, which no one decides. */
const held = ({ tables, functions }: FakeCloud) =>
  structuredClone([[...tables], [...functions].map(([key, { busyLooks: _, ...found }]) => [key, found])])

/** Everything declared is there and nothing that was there is gone: said without the code under test. */
function expectAsDeclared(cloud: FakeCloud, before: FakeCloud): void {
  const notes = cloud.tables.get('notes')
  expect(notes?.indexes).toEqual(
    expect.arrayContaining([
      { name: 'mine', unique: false, keys: [['_openid', '1'], ['at', '-1']] },
      { name: 'key', unique: true, keys: [['key', '1']] },
    ]),
  ) // prettier-ignore
  const rules = ['notes', 'news'].map((each) => {
    const { tag, rule } = cloud.tables.get(each) ?? { tag: 'none', rule: null }
    return tag === 'CUSTOM' ? JSON.parse(rule ?? '{}').read : tag
  })
  expect(['ADMINONLY', false]).toContain(rules[0])
  expect(rules[1]).toBe(true)
  for (const each of ['notes', 'purge'])
    expect(cloud.functions.get(each)).toMatchObject({
      ...{ status: 'Active', runtime: 'Nodejs20.19', handler: 'index.main', memory: 256, timeout: 5 },
      description: expect.stringContaining(built.zipHash),
    })
  expect(cloud.functions.get('notes')?.variables).toMatchObject({ LIMIT: '5' })
  expect(cloud.functions.get('purge')?.timers).toContainEqual(
    expect.objectContaining({ name: 'daily', cron: '0 20 3 * * * *' }),
  )
  for (const [key, { indexes }] of before.tables)
    expect(cloud.tables.get(key)?.indexes).toEqual(expect.arrayContaining(indexes))
  for (const [key, { variables, timers }] of before.functions) {
    expect(Object.keys(cloud.functions.get(key)?.variables ?? {})).toEqual(
      expect.arrayContaining(Object.keys(variables)),
    )
    expect(cloud.functions.get(key)?.timers).toEqual(expect.arrayContaining(timers))
  }
}

/** What must never be sent. */
const destructive = /Delete|Drop|Destroy|Remove|Clear/i

test('from any state a run makes it as declared, or stops with nothing changed; and deletes nothing', async () => {
  const ends = { done: 0, stopped: 0 }
  await fc.assert(
    fc.asyncProperty(states, async (state) => {
      const [cloud, before] = [cloudIn(state), cloudIn(state)]
      const { client, changes } = direct(cloud, () => false)
      const code = await run(client)
      expect(changes.join()).not.toMatch(destructive)
      if (code === 2) {
        ends.stopped++
        expect(changes).toEqual([])
        expect(held(cloud)).toEqual(held(before))
      } else {
        ends.done++
        expectAsDeclared(cloud, before)
        changes.length = 0
        expect(await run(client)).toBe(0)
        expect(changes).toEqual([])
      }
    }),
    { numRuns: 300 },
  )
  // Both ends are met often: the property says something about each.
  expect(ends.done).toBeGreaterThan(30)
  expect(ends.stopped).toBeGreaterThan(30)
})

test('from any state a run that fails at any step is finished by the next', async () => {
  await fc.assert(
    fc.asyncProperty(states, fc.integer({ min: 1, max: 12 }), async (state, failing) => {
      const [cloud, before] = [cloudIn(state), cloudIn(state)]
      const first = direct(cloud, (nth) => nth >= failing)
      const end = await run(first.client).catch(() => 1)
      const second = direct(cloud, () => false)
      const code = await run(second.client)
      if (end === 2) return expect(code).toBe(2)
      expect(code).toBe(0)
      expectAsDeclared(cloud, before)
    }),
    { numRuns: 200 },
  )
})
