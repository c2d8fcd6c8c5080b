import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Output } from '../src'
import { startCloud } from './support/cloud'

const functions = mkdtempSync(join(tmpdir(), 'functions-'))
afterAll(() => rmSync(functions, { recursive: true, force: true }))

function write(name: string, source: string): void {
  mkdirSync(join(functions, name), { recursive: true })
  writeFileSync(join(functions, name, 'index.js'), source)
}
/** A function that tells when its process began, and which environment variables it had before the first call. */
const teller = `const environment = { ...process.env }
exports.main = () => ({ since: performance.timeOrigin, pid: process.pid, environment })`
write('one', teller)
write('two', teller)
write('three', teller)
const early = (answer: string) => `console.log('early', process.pid); exports.main = () => (${answer})`
write('early', `const loaded = Date.now(); ${early('{ loaded, pid: process.pid }')}`)
write('slow', `exports.main = () => new Promise((resolve) => setTimeout(resolve, 300, process.pid))`)
write('broken', `throw new Error('cannot be loaded')`)
write('mute', '')

const outputs: Output[] = []
const cloud = startCloud({
  functions,
  log: (output) => outputs.push(output),
  functionSettings: { one: { timeout: 3, environment: { ITS_OWN: '1' } }, slow: { timeout: 5 } },
})
const call = async (name: string) =>
  (await cloud.as('alice').call(name)) as {
    since: number
    pid: number
    environment: Record<string, string>
  }

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('processes are ready beforehand for whichever functions are called first', async () => {
  await cloud.cloud.warm()
  const ready = Date.now()
  const [one, two, three] = [await call('one'), await call('two'), await call('three')]
  expect(one.since).toBeLessThan(ready)
  expect(two.since).toBeLessThan(ready)
  expect(three.since).toBeGreaterThan(ready)
})

test('a process is nobody’s until it is called, and has what its function declares', async () => {
  const { environment } = await call('one')
  expect(environment).toMatchObject({ ITS_OWN: '1', TCB_ENV: 'local-env' })
  expect(Object.keys(environment).filter((name) => /^WX_|TCB_SOURCE|TCB_CONTEXT_CNFG/.test(name))).toEqual([])
  expect((await call('two')).environment).not.toHaveProperty('ITS_OWN')
})

describe('a function that is named beforehand', () => {
  const answer = async () => (await cloud.as('alice').call('early')) as { loaded: number; pid: number }
  /** How many of the processes that have loaded it are there. */
  const alive = () =>
    outputs.filter(({ text }) => text.startsWith('early ') && isAlive(Number(text.slice(6)))).length

  test('has loaded its code before the first call', async () => {
    await cloud.cloud.warm(['early'])
    const ready = Date.now()
    expect((await answer()).loaded).toBeLessThanOrEqual(ready)
  })

  test('has no second process where it has one', async () => {
    const { pid } = await answer()
    await cloud.cloud.warm(['early'])
    expect((await answer()).pid).toBe(pid)
  })

  test('loads its code again when that changes meanwhile, and leaves no process with the old one', async () => {
    cloud.cloud.reload()
    const loading = cloud.cloud.warm(['early'])
    write('early', early("'another'"))
    cloud.cloud.reload()
    await loading
    expect(await answer()).toBe('another')
    while (alive() > 1) await new Promise((resolve) => setTimeout(resolve, 20))
  })

  test('may fail to load, or not be there, which its first call says', async () => {
    await cloud.cloud.warm(['broken', 'nowhere'])
    await expect(call('broken')).rejects.toMatchObject({
      message: expect.stringContaining('cannot be loaded'),
    })
    await expect(call('nowhere')).rejects.toMatchObject({ errCode: -501000 })
  })
})

test('after a build the next call has another process', async () => {
  const { pid } = await call('one')
  cloud.cloud.reload()
  expect((await call('one')).pid).not.toBe(pid)
})

test('calls at the same time share the processes there are, and one more is started while they wait', async () => {
  const pids = await Promise.all(Array.from({ length: 6 }, () => cloud.as('bob').call('slow')))
  expect(new Set(pids).size).toBeGreaterThan(1)
  expect(new Set(pids).size).toBeLessThanOrEqual(4)
})

test.each([
  ['broken', 'Error: cannot be loaded'],
  ['mute', 'mute/index.js does not export main'],
])('a function that does not load fails its calls, and says why in the log (%s)', async (name, why) => {
  const failed = { errCode: -504002, message: expect.stringContaining(why) }
  const calls = [call(name), call(name)].map((one) => expect(one).rejects.toMatchObject(failed))
  await Promise.all(calls)
  expect(outputs).toContainEqual(
    expect.objectContaining({ function: name, stream: 'err', text: expect.stringContaining(why) }),
  )
})
