import { setUp } from './support/project'

const here = setUp()
const rules = { read: 'auth.openid != null', write: 'resource.openid == auth.openid' }
const file = 'cloudbase/storage.json'

beforeEach(async () => {
  await here.deploy()
  here.server.requests.length = 0
})

describe('the rules of files', () => {
  test('are set as declared, once, without what only the local cloud reads', async () => {
    here.write(file, { ...rules, owned: ['receipts/'] })
    const { code, output } = await here.deploy()
    expect(output).toContain('rule of files: READONLY → {"read":"auth.openid != null","write":')
    expect(output).toContain(
      'As declared: collections 2, indexes 2, rules 2 and one of files, functions 2, timers 1.',
    )
    expect(code).toBe(0)
    expect(here.server.changes).toEqual(['ModifyStorageSafeRule'])
    expect(here.cloud.storage?.tag).toBe('CUSTOM')
    expect(JSON.parse(here.cloud.storage?.rule ?? '')).toEqual(rules)
    here.server.requests.length = 0
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual([])
  })

  test('that nobody may use are set by their tag', async () => {
    here.write(file, { read: false, write: false })
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(here.cloud.storage).toEqual({ tag: 'ADMINONLY', rule: null })
  })

  test('stay as they are where none are declared: they are not even asked for', async () => {
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(here.server.requests.map(({ action }) => action)).not.toContain('DescribeStorageSafeRule')
    expect(here.cloud.storage).toEqual({ tag: 'READONLY', rule: null })
  })

  test('belong to the area of rules', async () => {
    here.write(file, rules)
    expect(await here.deploy('--only', 'collections', '--yes')).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual([])
    expect(await here.deploy('--only', 'rules', '--yes')).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual(['ModifyStorageSafeRule'])
  })

  test('wait for somebody where there is no storage yet', async () => {
    here.cloud.storage = undefined
    here.write(file, rules)
    const { code, output } = await here.deploy()
    expect(code).toBe(2)
    expect(output).toContain(
      'By hand: The environment has no cloud storage yet: open Storage in its console once',
    )
    expect(here.server.changes).toEqual([])
  })

  test('that cannot be are refused before anything is sent', async () => {
    here.write(file, { read: 'everybody', write: false })
    const { code, output } = await here.deploy()
    expect(code).toBe(1)
    expect(output).toMatch(/storage\.json is not as expected\. read: /)
    expect(here.server.requests).toEqual([])
  })

  test('are what the doctor speaks of', async () => {
    expect((await here.run(['--doctor'])).output).toContain(
      'no rules of files are declared, so the console decides',
    )
    here.write(file, rules)
    expect((await here.run(['--doctor'])).output).toContain('; rules of files are declared')
  })
})

test('an index of places is made as one', async () => {
  const index = { name: 'at', keys: { at: '2dsphere' }, unique: false }
  here.write('cloudbase/collections.json', {
    notes: { rules: { read: false, write: false }, indexes: [index] },
    news: { rules: { write: false, read: true }, indexes: [] },
  })
  expect(await here.deploy()).toMatchObject({ code: 0 })
  expect(here.cloud.tables.get('notes')?.indexes).toContainEqual({
    name: 'at',
    unique: false,
    keys: [['at', '2dsphere']],
  })
})
