import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import people from './people.json'

const root = resolve(__dirname, '..')
const data = mkdtempSync(join(tmpdir(), 'cloud-'))
type Child = ChildProcessByStdio<null, Readable, Readable>
const children: Child[] = []

/** Starts `npx cloudbase-local` from its sources. It is one process, so a kill leaves nothing running. */
function start(...options: string[]): Child {
  const main = ['--conditions=source', '--import', 'tsx', './src/main.ts']
  const folders = ['--functions', 'test/functions', '--cloudbase', 'test/cloudbase']
  const given = [...folders, '--people', 'test/people.json', '--data', data]
  const child = spawn(process.execPath, [...main, ...given, '--port', '0', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

/** Gives the address once the process serves it. */
function address(child: Child): Promise<string> {
  return new Promise((found, failed) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec((text += String(chunk))) ?? []
      if (url) found(url)
    })
    child.on('exit', () => failed(new Error(`It stopped: ${text}`)))
  })
}

/** Waits for the process to end. Gives its exit code and its error output. */
async function end(child: Child): Promise<{ code: unknown; complaint: string }> {
  let complaint = ''
  child.stderr.on('data', (chunk) => (complaint += String(chunk)))
  const [code] = await once(child, 'close')
  return { code, complaint }
}

async function call(url: string, steps: unknown[]): Promise<unknown[]> {
  const request = { method: 'POST', headers: { 'x-local-person': 'bob' }, body: JSON.stringify({ steps }) }
  const answer: unknown = await (await fetch(`${url}/call/store`, request)).json()
  return Object(answer).result
}

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

test('kill -9 in the middle of writes loses no note that was acknowledged', async () => {
  const acknowledged: string[] = []
  for (const round of [1, 2, 3]) {
    const child = start()
    const url = await address(child)
    let writing = true
    const write = async (writer: number) => {
      for (let at = 0; writing; at++) {
        const _id = `${round}-${writer}-${at}`
        const [added] = await call(url, [
          ['add', 'notes', { _id, _openid: people.bob.openid, deletedAt: null, body: 'x'.repeat(2000) }],
        ])
        if (Object(added)._id === _id) acknowledged.push(_id)
      }
    }
    const writers = [1, 2, 3].map((writer) => write(writer).catch(() => undefined))
    const enough = acknowledged.length + 30
    while (acknowledged.length < enough) await new Promise((wait) => setTimeout(wait, 5))
    child.kill('SIGKILL')
    await Promise.all(writers)
    writing = false
  }

  const child = start()
  const url = await address(child)
  const [byIndex, count] = await call(url, [
    ['find', 'notes', { _openid: people.bob.openid, deletedAt: null }, { limit: 1000 }],
    ['count', 'notes', { _openid: people.bob.openid, body: 'x'.repeat(2000) }],
  ])
  const found: { _id: string }[] = Object(byIndex).data
  expect(found.map(({ _id }) => _id)).toEqual(expect.arrayContaining(acknowledged))
  // One query was answered by the index, the other by reading the documents: both must agree.
  expect(count).toMatchObject({ total: found.length })
  child.kill('SIGINT')
  expect(await end(child)).toEqual({ code: 0, complaint: '' })
})

test('a second start on the same data says which folder and process, and stops', async () => {
  const first = start()
  await address(first)
  const { code, complaint } = await end(start())
  expect(code).toBe(1)
  expect(complaint).toContain(`The data folder ${data} is in use by process ${first.pid}.`)
  first.kill('SIGTERM')
  expect(await end(first)).toMatchObject({ code: 0 })
})

test('what a killed process left behind does not count, even if its number is in use again', async () => {
  writeFileSync(join(data, 'cloud.lock'), `${process.pid} 1`)
  const child = start()
  expect(await address(child)).toMatch(/^http/)
  child.kill('SIGTERM')
  await end(child)
})

test.each([
  [
    'a folder without functions',
    ['--functions', 'nowhere'],
    /There is no folder .*nowhere with cloud functions/,
  ],
  ['a people file that is missing', ['--people', 'nowhere.json'], /nowhere\.json/],
  ['a port that is not a number', ['--port', 'x'], /--port must be a number from 0 to 65535, not x/],
  ['an unknown watchman mode', ['--watchman', 'x'], /--watchman must be refuse or report, not x/],
  ['an option that does not exist', ['--colour'], /--colour/],
])('%s is refused in one sentence', async (_, options, sentence) => {
  const { code, complaint } = await end(start(...options))
  expect(code).toBe(1)
  expect(complaint).toMatch(sentence)
  expect(complaint).not.toContain('    at ')
})

test('a people file names the field that is wrong', async () => {
  const file = join(data, 'people.json')
  writeFileSync(file, JSON.stringify({ alice: { name: 'Alice', appid: 'wx', openid: 5 } }))
  const { complaint } = await end(start('--people', file))
  expect(complaint).toContain(`${file} is not as expected. alice.openid:`)
})
