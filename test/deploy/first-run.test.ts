import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { firstRun, only, setUp } from './support/project'
import { FakeCloud } from './support/cloud'
import { keys } from './support/signature'

const here = setUp()
const signed = { TENCENTCLOUD_SECRET_ID: keys.id, TENCENTCLOUD_SECRET_KEY: keys.key }

describe('the first run', () => {
  test('makes collections that are closed from the start, indexes, functions and timers, in this order', async () => {
    const { code, output } = await here.deploy()
    expect(output).toMatch(/As declared: collections 2, indexes 2, rules 2, functions 2, timers 1\.$/)
    expect(code).toBe(0)
    expect(here.server.changes).toEqual(firstRun)
    expect(here.cloud.tables.get('notes')).toEqual({
      tag: 'ADMINONLY',
      rule: null,
      indexes: [
        {
          name: 'mine',
          unique: false,
          keys: [
            ['_openid', '1'],
            ['updatedAt', '-1'],
          ],
        },
        { name: 'key', unique: true, keys: [['key', '1']] },
      ],
    })
    expect(here.cloud.tables.get('news')).toMatchObject({
      tag: 'CUSTOM',
      rule: '{"read":true,"write":false}',
    })
    const notes = only(here.cloud.functions.get('notes'))
    expect(notes).toMatchObject({
      runtime: 'Nodejs20.19',
      memory: 256,
      timeout: 5,
      variables: { LIMIT: '5' },
      installsDependencies: false,
      description: `code sha256 ${notes.code}`,
    })
    expect(here.cloud.functions.get('purge')).toMatchObject({
      installsDependencies: false,
      timers: [{ name: 'daily', cron: '0 20 3 * * * *' }],
    })
  })

  test('shows before anything is sent what is, what will be, and why; and then each step', async () => {
    const { output } = await here.deploy()
    expect(output).toContain(
      '1. collection notes: not there → created with the rule ADMINONLY from the start (functions cannot make it)',
    )
    expect(output).toContain('2. index notes/mine: not there → _openid 1, updatedAt -1 (queries need it)')
    expect(output).toContain('[1/7] collection notes …')
    expect(output).toContain('[7/7] timer purge/daily …')
    expect(output.indexOf('7. timer')).toBeLessThan(output.indexOf('[1/7]'))
  })

  test('is signed for the region, and carries the token of temporary credentials', async () => {
    await here.run(['--env', FakeCloud.env, '--yes'], {
      variables: { ...signed, TENCENTCLOUD_SESSION_TOKEN: 'temporary-token' },
    })
    expect(new Set(here.server.requests.map(({ token, region }) => `${token} ${region}`))).toEqual(
      new Set(['temporary-token ap-shanghai']),
    )
  })

  test('leaves source maps out of the code', async () => {
    await here.deploy()
    const before = only(here.cloud.functions.get('notes')).code
    here.write('dist/cloudfunctions/notes/index.js.map', '{"another":1}')
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(only(here.cloud.functions.get('notes')).code).toBe(before)
  })
})

describe('the plan for this project', () => {
  const project = join(__dirname, '../..')

  test.each(['deploy.md', 'deploy.zh-CN.md'])('is the one that docs/%s shows', async (guide) => {
    for (const part of ['cloudbase', 'dist/cloudfunctions'])
      cpSync(join(project, part), join(here.folder, part), { recursive: true })
    const { output } = await here.deploy('--dry-run')
    const planned = output.match(/^ *\d+\. .*/gm)?.map((line) => line.trim()) ?? []
    const text = readFileSync(join(project, 'docs', guide), 'utf8')
    const shown = text.match(/^ {4} +\d+\. .*→.*/gm)?.map((line) => line.trim()) ?? []
    expect(shown.length).toBeGreaterThan(2)
    expect(planned).toEqual(expect.arrayContaining(shown))
    expect(text).toContain(`Apply ${planned.length} steps`)
  })
})

describe('a second run', () => {
  test('plans nothing and sends nothing that changes', async () => {
    await here.deploy()
    here.server.requests.length = 0
    const { code, output } = await here.deploy()
    expect(code).toBe(0)
    expect(output).not.toContain('Plan')
    expect(here.server.changes).toEqual([])
  })

  test('finds everything also where lists come in pages', async () => {
    await here.deploy()
    const [table, cloudFunction] = [here.cloud.tables.get('news'), here.cloud.functions.get('notes')].map(
      only,
    )
    for (const kept of [here.cloud.tables, here.cloud.functions] as Map<string, unknown>[]) {
      const declared = [...kept]
      kept.clear()
      for (let at = 0; at < 250; at++)
        kept.set(`other${at}`, structuredClone(kept === here.cloud.tables ? table : cloudFunction))
      for (const [name, value] of declared) kept.set(name, value)
    }
    here.server.requests.length = 0
    const { code, output } = await here.deploy()
    expect(code).toBe(0)
    expect(here.server.changes).toEqual([])
    expect(output).toContain('Left alone, not declared: collection other249')
    expect(output).toContain('Left alone, not declared: function other249')
    for (const list of ['ListTables', 'ListFunctions'])
      expect(here.server.requests.filter(({ action }) => action === list)).toHaveLength(3)
  })
})

describe('without a yes', () => {
  const asking = (answer: string) =>
    here.run(['--env', FakeCloud.env], { ask: () => Promise.resolve(answer) })

  test('a dry run shows the plan and only reads', async () => {
    const { code, output } = await here.deploy('--dry-run', '--yes')
    expect(output).toContain('7. timer purge/daily')
    expect(code).toBe(2)
    expect(here.server.requests.length).toBeGreaterThan(0)
    expect(here.server.changes).toEqual([])
  })

  test('a dry run of what is as declared says so', async () => {
    await here.deploy()
    expect(await here.deploy('--dry-run')).toMatchObject({ code: 0 })
  })

  test('nothing is changed where nobody sits at a terminal', async () => {
    const { code, output } = await here.run(['--env', FakeCloud.env])
    expect(output).toContain('run this with --yes')
    expect(code).toBe(2)
    expect(here.server.changes).toEqual([])
  })

  test.each(['', 'n', 'what?'])('nothing is changed after the answer "%s"', async (answer) => {
    expect(await asking(answer)).toMatchObject({ code: 2 })
    expect(here.server.changes).toEqual([])
  })

  test('everything is changed after the answer "y"', async () => {
    expect(await asking('y')).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual(firstRun)
  })
})

describe('a part of it', () => {
  test.each([
    [
      'collections',
      ['CreateTable', 'UpdateTable', 'UpdateTable', 'CreateTable'],
      /DescribeEnvInfo|Table|SafeRule/,
    ],
    ['functions', ['CreateFunction', 'CreateFunction'], /DescribeEnvInfo|Function/],
  ])('--only %s makes these, and does not read the others', async (area, changes, asked) => {
    expect(await here.deploy('--yes', '--only', area)).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual(changes)
    for (const { action } of here.server.requests) expect(action).toMatch(asked)
  })

  test.each(['rules', 'triggers'])(
    '--only %s stops when there is nothing that it could be for',
    async (area) => {
      const { code, output } = await here.deploy('--yes', '--only', area)
      expect(output).toContain(`run this without --only ${area} first`)
      expect(code).toBe(2)
      expect(here.server.changes).toEqual([])
    },
  )

  test('--only rules sets rules and nothing else', async () => {
    await here.deploy()
    Object.assign(only(here.cloud.tables.get('notes')), { tag: 'PRIVATE', indexes: [] })
    here.server.requests.length = 0
    expect(await here.deploy('--yes', '--only', 'rules')).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual(['ModifySafeRule'])
  })

  test('--only triggers makes timers and nothing else', async () => {
    await here.deploy('--yes', '--only', 'functions')
    here.server.requests.length = 0
    expect(await here.deploy('--yes', '--only', 'triggers')).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual(['BatchCreateTrigger'])
  })
})

test('values of one environment come from env.local.json, those of all from functions.json', async () => {
  const functions = { notes: { environment: { SHARED_WITH: 'wx000000000s1bling', LIMIT: '7' } } }
  here.write('cloudbase/env.local.json', {
    [FakeCloud.env]: { functions },
    other: { region: 'ap-guangzhou' },
  })
  expect(await here.deploy()).toMatchObject({ code: 0 })
  expect(only(here.cloud.functions.get('notes')).variables).toEqual({
    SHARED_WITH: 'wx000000000s1bling',
    LIMIT: '7',
  })
})
