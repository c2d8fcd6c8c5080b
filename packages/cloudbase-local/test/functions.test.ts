import { join } from 'node:path'
import type { Output } from '../src'
import { startCloud } from './support/cloud'

const outputs: Output[] = []
const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  functionSettings: {
    probe: { timeout: 1 },
    eater: { timeout: 3, environment: { TZ: 'Asia/Shanghai' } },
  },
  people: {
    alice: { name: 'Alice', openid: 'oAlice', appid: 'wxApp', unionid: 'uAlice' },
    bob: { name: 'Bob', openid: 'oBob', appid: 'wxApp' },
    nobody: { name: 'Nobody', appid: 'wxApp' },
    digits: { name: 'Digits', openid: '12345678901234567890', appid: 'wxApp' },
  },
  log: (output) => outputs.push(output),
})
const probe = (person: string, event: Record<string, unknown>, options?: { now?: number }) =>
  cloud.as(person).call('probe', event, options)

describe('who calls', () => {
  test('is what getWXContext gives', async () => {
    expect(await probe('alice', { do: 'identity' })).toEqual({
      OPENID: 'oAlice',
      APPID: 'wxApp',
      UNIONID: 'uAlice',
      CLIENTIP: '127.0.0.1',
      ENV: 'local-env',
      SOURCE: 'wx_client',
    })
  })

  test('has no UNIONID, nor OPENID, where there is none', async () => {
    expect(await probe('bob', { do: 'identity' })).not.toHaveProperty('UNIONID')
    expect(await probe('nobody', { do: 'identity' })).not.toHaveProperty('OPENID')
  })

  test('is damaged by the SDK, as on the platform, when it is all digits', async () => {
    expect(await probe('digits', { do: 'identity' })).toMatchObject({ OPENID: 12345678901234567000 })
  })

  test('never mixes when people call at the same time', async () => {
    const people = Array.from({ length: 24 }, (_, at) => (at % 2 === 0 ? 'alice' : 'bob'))
    const contexts = await Promise.all(people.map((person) => probe(person, { do: 'identity' })))
    expect(contexts).toEqual(
      people.map((person) =>
        person === 'alice'
          ? expect.objectContaining({ OPENID: 'oAlice', UNIONID: 'uAlice' })
          : expect.not.objectContaining({ UNIONID: expect.anything() }),
      ),
    )
  })

  test('stays the same person down a chain of calls', async () => {
    const context = await probe('bob', { do: 'call', name: 'probe', data: { do: 'identity' } })
    expect(context).toMatchObject({ OPENID: 'oBob', SOURCE: 'wx_client,scf' })
    expect(cloud.trace.calls.at(-1)).toMatchObject({ person: 'bob', roundTrips: 1 })
    expect(cloud.trace.calls.at(-2)).toMatchObject({ person: 'bob', event: { do: 'identity' } })
  })
})

describe('the event', () => {
  test('carries what the platform adds, over what was sent under these names', async () => {
    const sent = { do: 'event', userInfo: { openId: 'oAlice' }, tcbContext: { forged: true } }
    expect(await probe('bob', sent)).toEqual({
      do: 'event',
      userInfo: { appId: 'wxApp', openId: 'oBob' },
      tcbContext: {},
    })
  })

  test('comes with a context that names the request', async () => {
    const context = await probe('alice', { do: 'context' })
    const { invocation } = cloud.trace.calls.at(-1) ?? {}
    expect(context).toMatchObject({ request_id: invocation, function_name: 'probe', time_limit_in_ms: 1000 })
  })
})

describe('time', () => {
  const now = Date.UTC(2030, 0, 2, 3, 4, 5)
  const ask = (options?: { now: number }) => probe('alice', { do: 'time' }, options)

  test('stands still at the moment a call names, and only for that call', async () => {
    expect(await ask({ now })).toEqual({ now, date: '2030-01-02T03:04:05.000Z', isDate: true })
    expect(await ask()).not.toMatchObject({ now })
  })

  test('is the same in the database', async () => {
    const steps = [
      ['create', 'times'],
      ['add', 'times', { _id: 'time' }],
      ['stamp', 'times', 'time', 1000],
      ['get', 'times', 'time'],
    ]
    const results = await cloud.as('alice').call('store', { steps }, { now })
    expect(results).toContainEqual({
      data: { _id: 'time', at: new Date(now + 1000).toISOString() },
      errMsg: 'document.get:ok',
    })
  })
})

test("functions run in UTC, whatever the machine's zone, unless their own TZ says otherwise", async () => {
  expect(await probe('alice', { do: 'zone' })).toEqual({ zone: 'UTC', hours: 0 })
  expect(await cloud.as('alice').call('eater', { do: 'zone' })).toEqual({ zone: 'Asia/Shanghai', hours: 8 })
})

test("@cloudbase/node-sdk gives the caller's address", async () => {
  expect(await probe('alice', { do: 'ip' })).toBe('127.0.0.1')
})

describe('an answer', () => {
  const limit = 1_000_000
  const quotes = 2

  test('of 1 MB reaches the phone, and no larger one', async () => {
    expect(await probe('alice', { do: 'answer', length: limit - quotes })).toHaveLength(limit - quotes)
    await expect(probe('alice', { do: 'answer', length: limit - quotes + 1 })).rejects.toMatchObject({
      errCode: -501000,
      message: expect.stringContaining('[EXCEED_MAX_RESPONSE_SIZE] The answer has 1000001 bytes'),
    })
  })

  test('of 6 MB reaches a function that calls', async () => {
    const ask = (length: number) =>
      cloud.as('alice').call('eater', { do: 'callForLength', data: { do: 'answer', length } })
    expect(await ask(6_000_000 - quotes)).toBe(6_000_000 - quotes)
    await expect(ask(6_000_000 - quotes + 1)).rejects.toThrow('EXCEED_MAX_RESPONSE_SIZE')
  })
})

describe('a process', () => {
  const runs = () => probe('alice', { do: 'runs' })

  test('is kept for the next call', async () => {
    const first = await runs()
    expect(await runs()).toEqual({ ...Object(first), runs: Object(first).runs + 1 })
  })

  test('is replaced when functions were built anew', async () => {
    const before = Object(await runs()).pid
    cloud.cloud.reload()
    expect(Object(await runs()).pid).not.toBe(before)
  })

  test('finishes its request on the old code first', async () => {
    const slow = probe('alice', { do: 'identity' })
    await new Promise((resolve) => setTimeout(resolve, 10))
    cloud.cloud.reload()
    expect(await slow).toMatchObject({ OPENID: 'oAlice' })
  })

  test.each([
    ['is too slow', 'hang', -504003, 'Invoking task timed out after 1 seconds'],
    ['throws', 'throw', -504002, 'Error: boom'],
    ['throws what is not JSON', 'throwCircle', -504002, 'round'],
    ['dies', 'exit', -504002, 'ended unexpectedly (exit code 7)'],
    ['answers what is not JSON', 'circle', -504002, 'circular'],
  ])('that %s fails its own call alone', async (_, how, errCode, text) => {
    await expect(probe('alice', { do: how })).rejects.toMatchObject({
      errCode,
      message: expect.stringContaining(text),
    })
    expect(await runs()).toMatchObject({ runs: expect.any(Number) })
  })
})

test('what a function prints is known by its request', async () => {
  await Promise.all(['one', 'two'].map((text) => probe('alice', { do: 'print', text })))
  const calls = cloud.trace.calls.slice(-2)
  expect(calls.map(({ event }) => Object(event).text).sort()).toEqual(['one', 'two'])
  for (const { event, invocation } of calls)
    expect(outputs).toContainEqual({
      function: 'probe',
      invocation,
      stream: 'out',
      text: `printed ${Object(event).text}\n`,
    })
})

test('a function that is not there is named', async () => {
  await expect(cloud.as('alice').call('missing')).rejects.toMatchObject({
    errCode: -501000,
    message: expect.stringMatching(/FUNCTION_NOT_FOUND.*missing/),
  })
})

test('a function that returns nothing gives null', async () => {
  expect(await probe('alice', {})).toBeNull()
})
