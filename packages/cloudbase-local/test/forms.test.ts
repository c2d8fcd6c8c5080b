import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCloud } from './support/cloud'

/** Far from any node_modules, as on the platform: a function finds the SDK all the same. */
const functions = mkdtempSync(join(tmpdir(), 'functions-'))
afterAll(() => rmSync(functions, { recursive: true, force: true }))

function write(name: string, files: Record<string, string>): void {
  mkdirSync(join(functions, name))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(functions, name, file), text)
}
const main = (source: string) => ({ 'index.js': `exports.main = ${source}` })
const later = 'setTimeout(() => callback(null, event.n + 1), 10)'

write('callback', main(`(event, context, callback) => { ${later} }`))
write('callbackAtOnce', main('(event, context, callback) => { callback(null, event.n + 1) }'))
write('callbackError', main("(event, context, callback) => { callback(new Error('no luck')) }"))
write('value', main('(event, context, callback) => event.n + 1'))
write('promise', main('async (event, context, callback) => { callback(null, 0); return event.n + 1 }'))
write('silent', main('(event, context, callback) => {}'))
write('module', {
  'package.json': '{ "type": "module" }',
  'index.js': `
    import cloud from 'wx-server-sdk'
    import { plus } from './plus.js'
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
    export const main = async ({ n }) => ({ n: plus(n), openid: cloud.getWXContext().OPENID })`,
  'plus.js': 'export const plus = (n) => n + 1',
})
write('strange', { 'package.json': '{ "type": "module" }', 'index.js': "import 'nowhere-to-be-found'" })

const cloud = startCloud({ functions, functionSettings: { silent: { timeout: 1 } } })
const call = (name: string) => cloud.as('alice').call(name, { n: 1 })

// Source: tencentcloud.com/document/product/583/46770, "Input Parameters" and "Return and Exception".
describe('a function answers', () => {
  test.each(['callback', 'callbackAtOnce', 'value', 'promise'])('by %s', async (name) => {
    expect(await call(name)).toBe(2)
  })

  test('with an error by its callback', async () => {
    await expect(call('callbackError')).rejects.toMatchObject({
      errCode: -504002,
      message: expect.stringContaining('Error: no luck'),
    })
  })

  test('too late when it takes a callback and never calls it', async () => {
    await expect(call('silent')).rejects.toMatchObject({ errCode: -504003 })
  })
})

describe('an ES module', () => {
  test('imports the SDK and its own files, and is given the identity', async () => {
    expect(await call('module')).toEqual({ n: 2, openid: expect.stringMatching(/^o/) })
  })

  test('that imports something else that is not there says so', async () => {
    await expect(call('strange')).rejects.toThrow("Cannot find package 'nowhere-to-be-found'")
  })
})
