import { readFileSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { readDeclared } from '../../tools/deploy/declared'
import { readLocalValues } from '../../tools/deploy/local-values'
import { zipFolder } from '../../tools/deploy/zip'
import { FakeCloud } from './support/cloud'
import { setUp } from './support/project'

const here = setUp()
const root = path.join(__dirname, '../..')

/** A declaration that cannot be is refused before anything is sent. */
async function refused(file: string, content: unknown): Promise<string> {
  here.write(file, content)
  const { code, output } = await here.deploy()
  expect(code).toBe(1)
  expect(here.server.requests).toEqual([])
  return output
}
const setting = { timeout: 5, memorySize: 256, runtime: 'Nodejs20.19' }

describe('what is declared badly is named', () => {
  test.each<[string, string, unknown, RegExp]>([
    ['settings that are not JSON', 'cloudbase/functions.json', '{', /functions\.json is not JSON/],
    [
      'memory that cannot be had',
      'cloudbase/functions.json',
      { notes: { ...setting, memorySize: 200 }, purge: setting },
      /functions\.json .*notes\.memorySize: 64, or 128 to 3072 in steps of 128/,
    ],
    [
      'a time limit that cannot be had',
      'cloudbase/functions.json',
      { notes: { ...setting, timeout: 901 }, purge: setting },
      /functions\.json .*notes\.timeout/,
    ],
    [
      'a function that is not built',
      'cloudbase/functions.json',
      { notes: setting, purge: setting, more: setting },
      /The function more is not built: run npm run build\./,
    ],
    [
      'a built function without settings',
      'cloudbase/functions.json',
      { notes: setting },
      /purge has no settings: add purge to cloudbase\/functions\.json\./,
    ],
    [
      'packages to be installed in the cloud',
      'dist/cloudfunctions/notes/package.json',
      { dependencies: { 'wx-server-sdk': '4.0.2' } },
      /notes\/package\.json .*no dependencies: the cloud installs none/,
    ],
    ['a collection without a rule', 'cloudbase/collections.json', { notes: { indexes: [] } }, /notes\.rules/],
    [
      'a rule for something that is not done',
      'cloudbase/collections.json',
      { notes: { indexes: [], rules: { raed: true } } },
      /notes\.rules.*raed/,
    ],
    [
      'a timer without seconds',
      'dist/cloudfunctions/purge/config.json',
      { permissions: { openapi: [] }, triggers: [{ name: 'daily', type: 'timer', config: '20 3 * * *' }] },
      /purge.config\.json .*triggers\.0\.config: seven fields, from second to year/,
    ],
    ['a setting that is none', 'dist/cloudfunctions/purge/config.json', { permission: {} }, /permission/],
  ])('%s', async (_what, file, content, says) => {
    expect(await refused(file, content)).toMatch(says)
  })
})

describe('env.local.json', () => {
  const local = 'cloudbase/env.local.json'
  const values = (environment: object, name = 'notes') => ({
    [FakeCloud.env]: { functions: { [name]: { environment } } },
  })

  test.each<[string, unknown, RegExp]>([
    ['that is not JSON', 'x', /env\.local\.json is not JSON/],
    ['with a field that nobody knows', { [FakeCloud.env]: { appId: 'wx' } }, /appId/],
    [
      'with a variable of the platform',
      values({ TCB_ENV: 'x' }),
      /notes\.environment: names in capitals that the platform does not use/,
    ],
    ['with a variable that is no text', values({ LIMIT: 5 }), /notes\.environment\.LIMIT/],
    ['with a function that is not declared', values({}, 'nots'), /names the function nots/],
    ['with an AppID that is none', { [FakeCloud.env]: { appid: 'wx1' } }, /The AppID "wx1" is not wx and 16/],
  ])('%s is refused', async (_what, content, says) => {
    expect(await refused(local, content)).toMatch(says)
  })

  test('is not read for another environment', async () => {
    here.write(local, { 'notes-9z': { region: 'ap-guangzhou' } })
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(here.server.requests[0]).toMatchObject({ region: 'ap-shanghai' })
  })

  test('says where the environment is, unless the command does', async () => {
    here.write(local, { [FakeCloud.env]: { region: 'ap-guangzhou' } })
    here.cloud.environment = { Status: 'NORMAL', Region: 'ap-guangzhou' }
    expect(await here.deploy()).toMatchObject({ code: 0 })
    await here.deploy('--yes', '--region', 'ap-beijing')
    expect(new Set(here.server.requests.map(({ region }) => region))).toEqual(
      new Set(['ap-guangzhou', 'ap-beijing']),
    )
  })

  test('has an example that could be used, and is not committed itself', () => {
    const example = path.join(root, 'cloudbase/env.local.example.json')
    const environments = Object.keys(JSON.parse(readFileSync(example, 'utf8')))
    expect(environments.length).toBeGreaterThan(0)
    for (const env of environments) expect(declaredHere(readLocalValues(example, env))).toBeTruthy()
    expect(readFileSync(path.join(root, '.gitignore'), 'utf8')).toMatch(/^cloudbase\/env\.local\.json$/m)
  })
})

/** This project itself, as npm run build has built it. */
const declaredHere = (local = {}) =>
  readDeclared(
    { cloudbase: path.join(root, 'cloudbase'), functions: path.join(root, 'dist/cloudfunctions') },
    local,
  )

test('this project can be deployed: every function has its code, and every collection is closed', () => {
  const { collections, functions } = declaredHere()
  expect(functions.map(({ name }) => name).sort()).toEqual(
    ['account', 'cloudbase_auth', 'getUserInfo', 'notes', 'purge', 'test'],
  ) // prettier-ignore
  expect(functions.find(({ name }) => name === 'purge')?.timers).toHaveLength(1)
  expect(collections).not.toHaveLength(0)
  for (const { rule } of collections) expect(rule).toEqual({ read: false, write: false })
})

describe('a zip', () => {
  const notes = () => path.join(here.folder, 'dist/cloudfunctions/notes')

  test('holds the files without source maps', () => {
    here.write('dist/cloudfunctions/notes/lib/a.js', 'a')
    expect(Object.keys(unzipSync(zipFolder(notes())))).toEqual([
      'config.json',
      'index.js',
      'lib/a.js',
      'package.json',
    ])
  })

  test('has the same bytes after a new build at another time', () => {
    const before = zipFolder(notes())
    utimesSync(path.join(notes(), 'index.js'), 1, 1)
    expect(zipFolder(notes())).toEqual(before)
  })

  test('has other bytes when a file has', () => {
    const before = zipFolder(notes())
    here.write('dist/cloudfunctions/notes/index.js', 'exports.main = () => "other"')
    expect(zipFolder(notes())).not.toEqual(before)
  })
})

describe('the command line', () => {
  test.each([
    [['--env', 'no such id'], /^--env must be an environment id/],
    [['--env', 'a-1', '--only', 'indexes'], /^--only must be collections, rules, functions, triggers/],
    [['--env', 'a-1', '--region', 'Shanghai'], /^--region must be the name of a region, like ap-shanghai/],
    [['--env', 'a-1', '--delete'], /--delete/],
    [['--env', 'a-1', '--secret-key', 'x'], /--secret-key/],
    [['--yes'], /^Name the environment: npm run deploy -- --env ENV_ID/],
  ])('%p is refused', async (args, says) => {
    const { code, output } = await here.run(args)
    expect(output).toMatch(says)
    expect(code).toBe(1)
  })

  test('--help names every option and every exit code', async () => {
    const { code, output } = await here.run(['--help'])
    expect(code).toBe(0)
    for (const option of ['env', 'dry-run', 'yes', 'only', 'region', 'credentials', 'endpoint', 'doctor'])
      expect(output).toContain(`--${option} `)
    expect(output).toMatch(/Exit code 0.* 1: .* 2: /s)
  })
})

test('an answer of an unknown shape is said to be one, and not taken for an empty environment', async () => {
  here.cloud.answer = (service, action, body) =>
    action === 'ListTables' ? { Tables: 'surprise' } : new FakeCloud().answer(service, action, body)
  const { code, output } = await here.deploy()
  expect(output).toMatch(/ListTables was answered in a shape that this command does not know\. Tables: /)
  expect(code).toBe(1)
  expect(here.server.changes).toEqual([])
})
