import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { FakeCloud } from './support/cloud'
import { setUp } from './support/project'
import { keys } from './support/signature'

const here = setUp()
const token = 'testOnlyToken0123456789'
const all = {
  TENCENTCLOUD_SECRET_ID: keys.id,
  TENCENTCLOUD_SECRET_KEY: keys.key,
  TENCENTCLOUD_SESSION_TOKEN: token,
}
const lines = Object.entries(all)
  .map(([name, value]) => `${name}=${value}\n`)
  .join('')
const run = (variables: Record<string, string>, ...args: string[]) =>
  here.run(['--env', FakeCloud.env, '--yes', ...args], { variables })

let outside: string
beforeEach(() => {
  outside = mkdtempSync(path.join(tmpdir(), 'outside-'))
})
afterEach(() => rmSync(outside, { recursive: true }))

test.each(['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY'])(
  'without %s nothing is sent',
  async (name) => {
    const { code, output } = await run({ ...all, [name]: '' })
    expect(output).toBe(
      `${name} is not in the environment: create an API key at https://console.cloud.tencent.com/cam/capi and set it.`,
    )
    expect(code).toBe(1)
    expect(here.server.requests).toEqual([])
  },
)

test('credentials that were copied with a line break are said to be, and not shown', async () => {
  const { output } = await run({ ...all, TENCENTCLOUD_SECRET_KEY: `${keys.key}\n` })
  expect(output).toMatch(/^TENCENTCLOUD_SECRET_KEY holds a space, a line break/)
  expect(output).not.toContain(keys.key)
})

test('a file outside the project may hold them', async () => {
  const file = path.join(outside, 'keys')
  writeFileSync(file, lines)
  expect(await run({}, '--credentials', file)).toMatchObject({ code: 0 })
  expect(here.server.requests[0]).toMatchObject({ token })
})

test('a file inside the project may not, and is not read through a link either', async () => {
  here.write('keys', lines)
  const link = path.join(outside, 'link')
  symlinkSync(path.join(here.folder, 'keys'), link)
  for (const file of [path.join(here.folder, 'keys'), link]) {
    const { code, output } = await run({}, '--credentials', file)
    expect(output).toMatch(/move .* out of this project, so that it cannot be committed/)
    expect(code).toBe(1)
  }
  expect(here.server.requests).toEqual([])
})

test('a file that is not there is named', async () => {
  const { output } = await run({}, '--credentials', path.join(outside, 'none'))
  expect(output).toMatch(/--credentials: there is no file .*none/)
})

test.each([
  'http://example.com',
  'ftp://127.0.0.1',
  'example.com',
  'https://example.com/path',
  'http://127.0.0.1.example.com',
])(
  'the endpoint %s, to which a token would travel in clear or which is none, is refused',
  async (endpoint) => {
    const { code, output } = await run(all, '--endpoint', endpoint)
    expect(output).toMatch(/^--endpoint must be https:\/\/HOST, or http:\/\/127.0.0.1:PORT/)
    expect(code).toBe(1)
  },
)

describe('no output contains them', () => {
  const secrets = [keys.id, keys.key, token]
  const hidden = (output: string) => {
    expect(output).not.toBe('')
    for (const secret of secrets) expect(output).not.toContain(secret)
  }

  test('of a whole run', async () => {
    hidden((await run(all)).output)
  })

  test('of an error in which the server repeats them', async () => {
    here.server.fault = () => ({ code: 'FailedOperation', message: `you sent ${secrets.join(' ')}` })
    const { output } = await run(all)
    expect(output).toContain('you sent *** *** ***')
    hidden(output)
  })

  test('of a retry, a plan or a stop that has them as names', async () => {
    here.server.fault = (_action, before) =>
      before === 0 ? { code: `InternalError.${keys.id}`, message: keys.key } : undefined
    for (const secret of secrets) here.cloud.tables.set(secret, { tag: 'PRIVATE', rule: null, indexes: [] })
    const { code, output } = await run(all)
    expect(code).toBe(0)
    expect(output).toContain('Left alone, not declared: collection ***')
    hidden(output)
  })

  test('of the question that is asked', async () => {
    const asked: string[] = []
    await here.run(['--env', FakeCloud.env], {
      variables: all,
      ask: (question) => Promise.resolve((asked.push(question), 'n')),
    })
    hidden(asked.join())
  })

  test('of the doctor', async () => {
    here.server.fault = () => ({ code: 'FailedOperation', message: secrets.join(' ') })
    hidden((await here.run(['--doctor'], { variables: all })).output)
  })

  test('and nothing is sent that has the key in it', async () => {
    await run(all)
    expect(JSON.stringify(here.server.requests.map(({ body }) => body))).not.toContain(keys.key)
  })
})
