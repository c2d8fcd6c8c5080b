import { request } from 'node:http'
import { join } from 'node:path'
import people from './people.json'
import { loadEnvironment } from '../src'
import { startCloud } from './support/cloud'

const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  ...loadEnvironment(join(__dirname, 'cloudbase')),
})

interface AskOptions {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** `fetch` would normalise the path and replace the Host header, so this sends both unchanged. */
function ask(path: string, { method = 'POST', headers = {}, body = '' }: AskOptions = {}) {
  return new Promise<{ status: number | undefined; answer: unknown }>((resolve, reject) => {
    const { port } = new URL(cloud.url)
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (res) => {
      let text = ''
      res.on('data', (chunk) => (text += String(chunk)))
      res.on('end', () => resolve({ status: res.statusCode, answer: JSON.parse(text) }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const alice = { 'x-local-person': 'alice' }
const bob = people.bob.openid

test('a call gives its result and the id of its request', async () => {
  const { status, answer } = await ask('/call/probe', { headers: alice, body: '{"do":"runs"}' })
  expect(status).toBe(200)
  expect(answer).toEqual({
    result: { runs: 1, pid: expect.any(Number) },
    requestID: cloud.trace.calls.at(-1)?.invocation,
  })
})

test('a function that fails gives the code and text that wx.cloud gives', async () => {
  expect((await ask('/call/probe', { headers: alice, body: '{"do":"throw"}' })).answer).toEqual({
    errCode: -504002,
    errMsg: 'cloud.callFunction:fail Error: errCode: -504002 | errMsg: Error: boom',
    requestID: expect.any(String),
  })
})

test('an event over 6 MB fails with a code, as any other call that fails', async () => {
  const body = `{"text":"${'x'.repeat(6 * 1024 * 1024)}"}`
  expect(await ask('/call/probe', { headers: alice, body })).toEqual({
    status: 413,
    answer: {
      errCode: -501000,
      errMsg: expect.stringContaining('[EXCEED_MAX_PAYLOAD_SIZE] The event is over 6 MB'),
      requestID: expect.any(String),
    },
  })
})

test.each<[string, string, AskOptions, number, RegExp]>([
  ['nobody', '/call/probe', {}, 400, /x-local-person/],
  [
    'somebody unknown',
    '/call/probe',
    { headers: { 'x-local-person': 'eve' } },
    400,
    /Nobody is called "eve".*alice, bob/,
  ],
  [
    'a name from the prototype',
    '/call/probe',
    { headers: { 'x-local-person': 'constructor' } },
    400,
    /Nobody is called/,
  ],
  ['a path that leaves the folder', '/call/..%2f..%2fprobe', { headers: alice }, 400, /letters, digits/],
  [
    'a path that leaves the folder plainly',
    '/call/../../etc/passwd',
    { headers: alice },
    404,
    /Nothing is served/,
  ],
  ['an event that is no JSON', '/call/probe', { headers: alice, body: '{' }, 400, /must be a JSON object/],
  ['an event that is no object', '/call/probe', { headers: alice, body: '[]' }, 400, /must be a JSON object/],
  [
    'a page elsewhere',
    '/call/probe',
    { headers: { ...alice, origin: 'https://example.com' } },
    403,
    /refused/,
  ],
  [
    'another name for this machine',
    '/call/probe',
    { headers: { ...alice, host: 'rebound.example.com' } },
    403,
    /Host must be/,
  ],
  ['an address that is none', '//', { headers: alice }, 400, /"\/\/" is no address/],
  ['a percent sign that means nothing', '/call/%zz', { headers: alice }, 400, /letters, digits/],
  ['reading by GET', '/call/probe', { method: 'GET', headers: alice }, 405, /POST/],
  [
    'the database without an invocation',
    '/admin',
    { body: '{"action":"database.getDocument"}' },
    403,
    /Only a function/,
  ],
  ['the database with a guessed invocation', '/admin/1', { body: '{}' }, 403, /Only a function/],
])('%s is refused with a reason', async (_, path, asked, status, reason) => {
  expect(await ask(path, asked)).toEqual({ status, answer: { error: expect.stringMatching(reason) } })
})

// What Node itself takes differs from version to version.
test.each([
  [500, 200],
  [1500, 400],
  [1_000_000, 400],
])('an event nested %d deep is answered with %d, on every version of Node', async (depth, status) => {
  const body = `{"do":"runs","nested":${'['.repeat(depth)}${']'.repeat(depth)}}`
  expect(await ask('/call/probe', { headers: alice, body })).toMatchObject({ status })
})

test('the people are there for the preview to choose from', async () => {
  const { answer } = await ask('/people', { method: 'GET' })
  expect(answer).toMatchObject({ alice: { name: 'Alice' }, bob: { name: 'Bob' } })
})

test('the trace tells what was asked of the database, by whom, and what it took', async () => {
  const steps = [
    ['add', 'notes', { _id: 'traced', _openid: bob }],
    ['find', 'notes', { _openid: bob }, { order: [['updatedAt', 'desc']] }],
  ]
  await cloud.as('bob').call('store', { steps })
  const call = cloud.trace.calls.at(-1)
  expect(call).toMatchObject({ function: 'store', person: 'bob', roundTrips: 2, ms: expect.any(Number) })
  const [insert, find] = cloud.trace.requests.filter(({ invocation }) => invocation === call?.invocation)
  expect(insert).toMatchObject({
    action: 'database.insertDocument',
    collection: 'notes',
    caller: 'bob',
    changed: 1,
  })
  expect(find).toMatchObject({
    action: 'database.getDocument',
    function: 'store',
    query: { _openid: bob },
    order: [['updatedAt', -1]],
    index: 'openid_list',
    examined: 1,
    returned: 1,
  })
})

test('the trace is streamed, what is kept first, then what happens, and that it is cleared', async () => {
  const stream = await fetch(`${cloud.url}/trace`)
  const reader = stream.body?.getReader()
  let text = ''
  const until = async (wanted: string) => {
    while (!text.includes(wanted)) text += Buffer.from((await reader?.read())?.value ?? []).toString()
  }
  await until('event: call\n')
  await cloud.as('alice').call('probe', { do: 'event', mark: 'streamed' })
  await until('"mark":"streamed"')
  cloud.trace.clear()
  await until('event: clear\n')
  await reader?.cancel()
  expect(text).toMatch(/^event: (call|request)\ndata: \{.*\}\n\n/)
})

test('whoever listens to the trace is answered before anything has happened', async () => {
  cloud.trace.clear()
  const stream = await fetch(`${cloud.url}/trace`)
  expect(stream.status).toBe(200)
  await stream.body?.cancel()
})
