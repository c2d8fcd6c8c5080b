import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenapiAnswers } from 'cloudbase-local'
import { startCloud } from '../../packages/cloudbase-local/test/support/cloud'

/*
 * A function with the SDK inside must be the same to its author as one that requires it: each service gives the same
 * result, or fails in the same words, and asks the cloud for the same.
 */
const output = mkdtempSync(join(tmpdir(), 'services-'))
execFileSync(process.execPath, [
  '--conditions=source',
  '--import',
  'tsx',
  join(__dirname, 'services/build.ts'),
  output,
])
afterAll(() => rmSync(output, { recursive: true }))

const openapi: OpenapiAnswers = {
  'security.msgSecCheck': () => ({ trace_id: 't', result: { suggest: 'pass', label: 100 } }),
  'security.imgSecCheck': ({ media }) => ({ media_seen: media }),
  'wxacode.getUnlimited': () => ({ contentType: 'image/jpeg', buffer: Buffer.from('picture') }),
}
const environment = {
  openapi,
  collections: { things: { indexes: [] }, diaries: { indexes: [], owned: true } },
  functionSettings: { services: { timeout: 60 } },
}
const inside = startCloud({ functions: join(output, 'inside'), ...environment })
const beside = startCloud({ functions: join(output, 'beside'), ...environment })

const now = Date.UTC(2026, 0, 1)
/** What differs from one call to the next. */
const random =
  /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b|\b[\da-f]{24,64}\b|:\d{4,5}\b|\b1[67]\d{8,11}(?:_\d+)?\b/g

const told = (cloud: typeof inside) => ({
  async services() {
    const results = await cloud.as('alice').call('services', {}, { now })
    return JSON.parse(JSON.stringify(results).replace(random, '…'))
  },
  requests: () =>
    cloud.trace.requests.map(({ action, collection, query, update, order, stages, error }) =>
      JSON.parse(
        JSON.stringify({ action, collection, query, update, order, stages, error }).replace(random, '…'),
      ),
    ),
})

test('every service of the SDK does through the bundle what it does without', async () => {
  const results = await told(inside).services()
  expect(Object.keys(results).length).toBeGreaterThan(30)
  expect(results).toEqual(await told(beside).services())
  expect(results).toMatchObject({
    version: '4.0.2',
    'what the SDK exports': expect.arrayContaining(['ai', 'cloudPay', 'database', 'openapi', 'uploadFile']),
    find: { data: [{ _id: 'a', n: 1 }] },
    runTransaction: 9,
    callFunction: { result: { event: { said: 1 } } },
    openapi: { traceId: 't', result: { suggest: 'pass' } },
    'openapi that gives bytes': { contentType: 'image/jpeg', buffer: { type: 'Buffer' } },
    'openapi without permission': { raised: expect.arrayContaining([-604101]) },
  })
})

test('and asks the cloud for the same', () => {
  const requests = told(inside).requests()
  expect(requests.length).toBeGreaterThan(20)
  expect(requests).toEqual(told(beside).requests())
})

test('a violation in a function with the SDK inside names the line of its source', async () => {
  await expect(inside.as('alice').call('echo', { peeks: true })).rejects.toThrow()
  const [request] = inside.takeViolations()
  expect(request?.violation?.lines).toEqual([
    expect.stringMatching(/test\/long\/services\/source\/echo\/index\.ts:6$/),
  ])
})
