import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { command, type Machine } from '../../../tools/deploy/command'
import { FakeCloud } from './cloud'
import { Server } from './server'
import { keys } from './signature'

const closed = { read: false, write: false }
const indexes = [
  { name: 'mine', keys: { _openid: 1, updatedAt: -1 }, unique: false },
  { name: 'key', keys: { key: 1 }, unique: true },
]

/** Two collections and two functions, small enough to be deployed many times in a test. */
export const files: Record<string, unknown> = {
  'project.config.json': { appid: 'wx00000000000n0tes' },
  'cloudbase/collections.json': {
    notes: { owned: true, rules: closed, indexes },
    news: { rules: { write: false, read: true }, indexes: [] },
  },
  'cloudbase/functions.json': {
    notes: { timeout: 5, memorySize: 256, runtime: 'Nodejs20.19', environment: { LIMIT: '5' } },
    purge: { timeout: 60, memorySize: 128, runtime: 'Nodejs20.19' },
  },
  'dist/cloudfunctions/notes/index.js': 'exports.main = () => "notes"',
  'dist/cloudfunctions/notes/index.js.map': '{}',
  'dist/cloudfunctions/notes/package.json': {},
  'dist/cloudfunctions/notes/config.json': { permissions: { openapi: [] } },
  'dist/cloudfunctions/purge/index.js': 'exports.main = () => "purge"',
  'dist/cloudfunctions/purge/package.json': {},
  'dist/cloudfunctions/purge/config.json': {
    permissions: { openapi: [] },
    triggers: [{ name: 'daily', type: 'timer', config: '0 20 3 * * * *' }],
  },
}

/** The steps of a first run, as actions. */
export const firstRun = [
  ...['CreateTable', 'UpdateTable', 'UpdateTable', 'CreateTable'],
  ...['CreateFunction', 'CreateFunction', 'BatchCreateTrigger'],
]

/** A project in a folder of its own, a server, and `deploy` between them. Used once per test file, which it cleans up after. */
export function setUp() {
  let server: Server
  let folder: string
  let printed: string[]
  const pausesMs: number[] = []

  const write = (name: string, content: unknown) => {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
  beforeEach(async () => {
    server = await Server.open()
    folder = mkdtempSync(path.join(tmpdir(), 'deploy-'))
    for (const [name, content] of Object.entries(files)) write(name, content)
    pausesMs.length = 0
  })
  afterEach(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function run(
    args: string[],
    machine: Partial<Machine> = {},
  ): Promise<{ code: number; output: string }> {
    printed = []
    const print = (line: string) => void printed.push(line)
    const code = await command(['--endpoint', server.url, ...args], {
      project: folder,
      variables: { TENCENTCLOUD_SECRET_ID: keys.id, TENCENTCLOUD_SECRET_KEY: keys.key },
      config: { env: FakeCloud.env, sharing: null },
      build: () => Promise.resolve(),
      print,
      complain: print,
      ask: undefined,
      pause: (ms) => Promise.resolve(void pausesMs.push(ms)),
      ...machine,
    })
    return { code, output: printed.join('\n') }
  }
  return {
    write,
    run,
    pausesMs,
    /** Runs with --yes, unless other arguments are given. */
    deploy: (...args: string[]) => run(['--env', FakeCloud.env, ...(args.length > 0 ? args : ['--yes'])]),
    get server() {
      return server
    },
    get cloud() {
      return server.cloud
    },
    get folder() {
      return folder
    },
  }
}

/** What stands at a name that must be there. */
export function only<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It is not there.')
  return value
}
