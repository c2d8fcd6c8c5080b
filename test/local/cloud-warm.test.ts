import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Output } from '../../local/cloud'
import { startCloud } from '../support/cloud'

const functions = mkdtempSync(join(tmpdir(), 'functions-'))
afterAll(() => rmSync(functions, { recursive: true, force: true }))

function write(name: string, source: string): void {
  mkdirSync(join(functions, name))
  writeFileSync(join(functions, name, 'index.js'), source)
}
const tellsWhoStarts = `console.log('started with ' + JSON.stringify(process.env))
exports.main = () => process.pid`
write('one', tellsWhoStarts)
write('two', tellsWhoStarts)
write('broken', `throw new Error('cannot be loaded')`)
writeFileSync(join(functions, 'note.txt'), 'no function')

const printed: Output[] = []
const cloud = startCloud({ functions, functionSettings: {}, log: (output) => printed.push(output) })
const started = () =>
  printed.filter(({ text }) => text.startsWith('started')).map(({ function: name }) => name)

test('each function is started beforehand, once, and serves the first call', async () => {
  await cloud.cloud.warm()
  expect(started()).toEqual(['one', 'two'])
  await cloud.cloud.warm()
  const pids = await Promise.all([cloud.as('alice').call('one'), cloud.as('bob').call('two')])
  expect(new Set(pids).size).toBe(2)
  expect(started()).toEqual(['one', 'two'])
})

test('it is nobody’s process until it is called', () => {
  expect(printed.filter(({ text }) => text.startsWith('started')).length).toBeGreaterThan(0)
  for (const { text } of printed) expect(text).not.toMatch(/WX_|TCB_SOURCE|TCB_CONTEXT_CNFG/)
})

test('one that cannot be loaded says so, and holds up no other', () => {
  expect(printed).toContainEqual(
    expect.objectContaining({ function: 'broken', text: expect.stringContaining('cannot be loaded') }),
  )
})

test('after a build they are started anew', async () => {
  cloud.cloud.reload()
  await cloud.cloud.warm()
  expect(started()).toEqual(['one', 'two', 'one', 'two'])
  await cloud.as('alice').call('one')
  expect(started()).toHaveLength(4)
})
