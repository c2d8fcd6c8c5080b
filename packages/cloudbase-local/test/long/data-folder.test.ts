import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Store } from '../../src/store/store'
import { address, data, end, start } from '../support/command'

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

test('a process that was killed, and that nobody has taken notice of yet, does not count either', async () => {
  const parent = spawn('sh', ['-c', 'sleep 100 & echo $!; exec sleep 100'])
  const [text] = await once(parent.stdout, 'data')
  const pid = Number(text)
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')
  process.kill(pid, 'SIGKILL')
  writeFileSync(join(data, 'cloud.lock'), `${pid} ${stat[21]}`)
  const child = start()
  expect(await address(child)).toMatch(/^http/)
  child.kill('SIGTERM')
  await end(child)
  parent.kill('SIGKILL')
})

describe('a damaged file of documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'damaged-'))
  const file = join(folder, 'data.mdb')
  let intact: Buffer
  beforeAll(async () => {
    const store = Store.open(folder, { things: { indexes: [] } })
    store.insert(
      'things',
      Array.from({ length: 100 }, (_, n) => ({ n, text: 'x'.repeat(1000) })),
    )
    await store.close()
    intact = readFileSync(file)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each<[title: string, damage: (bytes: Buffer) => Buffer, fault: RegExp]>([
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2), /it has \d+ bytes and should have \d+/],
    ['a few bytes long', (bytes) => bytes.subarray(0, 10), /does not begin as a database/],
    ['overwritten', (bytes) => Buffer.alloc(bytes.length, 'x'), /does not begin as a database/],
    [
      'emptied behind its beginning',
      (bytes) => Buffer.concat([bytes.subarray(0, 8192), Buffer.alloc(bytes.length - 8192)]),
      /another one/,
    ],
  ])('that is %s says what to do, and is left as it is', async (_, damage, fault) => {
    const damaged = damage(Buffer.from(intact))
    writeFileSync(file, damaged)
    const { code, complaint } = await end(start('--data', folder))
    expect(code).toBe(1)
    expect(complaint).toMatch(fault)
    expect(complaint).toContain('Put a copy of the folder back, or move the folder away')
    expect(readFileSync(file).equals(damaged)).toBe(true)
  })
})

test('declarations that are missing are named, with what then holds', async () => {
  const child = start('--cloudbase', join(data, 'nowhere'))
  let text = ''
  child.stdout.on('data', (chunk) => (text += String(chunk)))
  await address(child)
  // What is missing is said after the address.
  while (!text.includes('functions.json')) await once(child.stdout, 'data')
  child.kill('SIGTERM')
  await end(child)
  expect(text).toMatch(/There is no .*nowhere.collections\.json: no collection is declared or watched/)
  expect(text).toMatch(/There is no .*nowhere.functions\.json: every function has 3 seconds and 256 MB/)
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
