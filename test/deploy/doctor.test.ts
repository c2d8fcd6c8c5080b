import { rmSync } from 'node:fs'
import path from 'node:path'
import { FakeCloud } from './support/cloud'
import { setUp } from './support/project'

const here = setUp()
const examine = (machine: Parameters<typeof here.run>[1] = {}, ...args: string[]) =>
  here.run(['--doctor', ...args], machine)
const found = async (says: string, machine?: Parameters<typeof here.run>[1], ...args: string[]) => {
  const { code, output } = await examine(machine, ...args)
  expect(output).toContain(`MEND   ${says}`)
  expect(code).toBe(2)
  expect(here.server.changes).toEqual([])
}
const app = (env: string) => ({ config: { env, sharing: null } })

test('where all is well, all is said to be, and only read', async () => {
  const { code, output } = await examine()
  expect(output).not.toContain('MEND')
  expect(output).toContain('ok     environment: notes-1a2b3c is there, in ap-shanghai')
  expect(code).toBe(0)
  expect(here.server.requests.map(({ action }) => action)).toEqual(['DescribeEnvInfo'])
})

test("the tourist's AppID", async () => {
  here.write('project.config.json', { appid: 'touristappid' })
  await found("AppID: project.config.json has the tourist's AppID, for which there is no cloud")
})

test('an AppID that is none', async () => {
  here.write('project.config.json', { appid: 'wx123' })
  await found('AppID: The AppID "wx123" is not wx and 16')
})

test('an environment id that is empty', () =>
  found('environment id: there is none: put it into miniprogram/config.ts', app('')))

test('an environment id that phones do not have', () =>
  found('environment id: miniprogram/config.ts has none', app(''), '--env', FakeCloud.env))

test('an environment that nobody knows', () =>
  found('environment: There is no environment notes-9z in ap-shanghai', app('notes-9z')))

test('functions that are not built', async () => {
  rmSync(path.join(here.folder, 'dist'), { recursive: true })
  await found('built functions and their settings: The function notes is not built: run npm run build.')
})

test('phones that use another environment than the one that is deployed to', () =>
  found(
    'environment id: --env is notes-1a2b3c, but phones use notes-9z',
    app('notes-9z'),
    '--env',
    FakeCloud.env,
  ))

test("phones that use a sibling's environment", () =>
  found('environment id: miniprogram/config.ts keeps the notes in theirs-1, the environment of wxsibling', {
    config: { env: '', sharing: { appid: 'wxsibling', env: 'theirs-1' } },
  }))

test('a runtime that is not offered', async () => {
  here.write('cloudbase/functions.json', {
    notes: { timeout: 5, memorySize: 256, runtime: 'Nodejs19.1' },
    purge: { timeout: 60, memorySize: 128, runtime: 'Nodejs20.19' },
  })
  const { output } = await examine()
  expect(output).toMatch(
    /MEND {3}built functions and their settings: .*functions.json .*notes.runtime: .*Nodejs20.19/,
  )
})

test('half of the credentials', () =>
  found('environment: TENCENTCLOUD_SECRET_KEY is not in the environment', {
    variables: { TENCENTCLOUD_SECRET_ID: 'AKID' },
  }))

test('all that is wrong is said at once, and what was not looked up too', async () => {
  here.write('project.config.json', { appid: 'touristappid' })
  rmSync(path.join(here.folder, 'dist'), { recursive: true })
  const { output } = await examine({ ...app(''), variables: {} })
  expect(output.match(/MEND/g)).toHaveLength(3)
  expect(output).toContain('environment: not looked up, for no credentials are given')
  expect(here.server.requests).toEqual([])
})
