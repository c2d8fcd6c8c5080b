import type { CloudFunction } from './support/cloud'
import { only, setUp } from './support/project'

const here = setUp()
beforeEach(async () => {
  await here.deploy()
  here.server.requests.length = 0
})

const table = (name: string) => only(here.cloud.tables.get(name))
const cloudFunction = (name: string) => only(here.cloud.functions.get(name))
/** What is there after a run that must stop: exactly what was there before. */
async function stopped(): Promise<string> {
  const before = structuredClone([here.cloud.tables, here.cloud.functions])
  const { code, output } = await here.deploy()
  expect(code).toBe(2)
  expect(output).toContain('Nothing was changed.')
  expect(here.server.changes).toEqual([])
  expect([here.cloud.tables, here.cloud.functions]).toEqual(before)
  return output
}

describe('what somebody changed, and can be changed back', () => {
  test('an index that is missing is made again', async () => {
    table('notes').indexes.shift()
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual(['UpdateTable'])
    expect(table('notes').indexes.map(({ name }) => name)).toEqual(['key', 'mine'])
  })

  test.each([
    ['PRIVATE', null, 'PRIVATE → ADMINONLY'],
    ['CUSTOM', '{"read":true,"write":false}', '{"read":true,"write":false} → ADMINONLY'],
    ['CUSTOM', 'not JSON', 'not JSON → ADMINONLY'],
    ['CUSTOM', null, 'CUSTOM → ADMINONLY'],
  ])('the rule %s %s is set again', async (tag, rule, says) => {
    Object.assign(table('notes'), { tag, rule })
    const { code, output } = await here.deploy()
    expect(output).toContain(`rule notes: ${says}`)
    expect(code).toBe(0)
    expect(here.server.changes).toEqual(['ModifySafeRule'])
    expect(table('notes')).toMatchObject({ tag: 'ADMINONLY' })
  })

  test('the same rule written in another way is left as it is', async () => {
    Object.assign(table('notes'), { tag: 'CUSTOM', rule: '{ "write": false, "read": false }' })
    Object.assign(table('news'), { tag: 'CUSTOM', rule: '{ "write": false, "read": true }' })
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual([])
  })

  test('code that was built anew is sent, and only that', async () => {
    here.write('dist/cloudfunctions/notes/index.js', 'exports.main = () => "better notes"')
    const { code, output } = await here.deploy()
    expect(output).toContain('it was built anew')
    expect(code).toBe(0)
    const changed = here.server.requests.filter(({ action }) => here.server.changes.includes(action))
    for (const { body } of changed) expect(body).toMatchObject({ FunctionName: 'notes' })
    expect(cloudFunction('notes').description).toBe(`code sha256 ${cloudFunction('notes').code}`)
  })

  test.each<[string, Partial<CloudFunction>]>([
    ['memory', { memory: 128 }],
    ['time limit', { timeout: 3 }],
    ['variable', { variables: { LIMIT: '50' } }],
    ['lack of a variable', { variables: {} }],
  ])('another %s is set again, without sending the code', async (_what, change) => {
    const before = structuredClone(cloudFunction('notes'))
    Object.assign(cloudFunction('notes'), change)
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual(['UpdateFunctionConfiguration'])
    expect(cloudFunction('notes')).toEqual(before)
  })

  test.each<[string, Partial<CloudFunction>, string]>([
    ['was uploaded by hand', { description: 'mine' }, 'nothing says which code is there'],
    ['did not take its last update', { status: 'UpdateFailed' }, 'its last update failed'],
    ['is called in another way', { handler: 'index.handler' }, 'it must be called as index.main'],
  ])('the code of a function that %s is sent', async (_what, change, says) => {
    Object.assign(cloudFunction('notes'), change)
    const { code, output } = await here.deploy()
    expect(output).toContain(says)
    expect(code).toBe(0)
    expect(here.server.changes).toContain('UpdateFunctionCode')
    expect(cloudFunction('notes')).toMatchObject({ status: 'Active', handler: 'index.main' })
  })

  test('what somebody wrote into the description of a function stays there', async () => {
    cloudFunction('notes').description = '记事本, by hand.'
    await here.deploy()
    expect(cloudFunction('notes').description).toBe(
      `记事本, by hand. code sha256 ${cloudFunction('notes').code}`,
    )
  })
})

describe('what must be settled by hand stops everything', () => {
  beforeEach(() => {
    // Something that could be mended, and must not be.
    table('news').tag = 'PRIVATE'
  })

  test('an index of the same name over other fields', async () => {
    Object.assign(only(table('notes').indexes[0]), { keys: [['_openid', '1']] })
    expect(await stopped()).toContain(
      'By hand: The index notes/mine is (_openid 1) and should be (_openid 1, updatedAt -1): drop it in the console',
    )
  })

  test('an index of the same name in another direction', async () => {
    Object.assign(only(table('notes').indexes[0]), { keys: [['_openid', '1'], ['updatedAt', '1']] }) // prettier-ignore
    expect(await stopped()).toContain('is (_openid 1, updatedAt 1) and should be')
  })

  test('an index that is not unique and should be', async () => {
    Object.assign(only(table('notes').indexes[1]), { unique: false })
    expect(await stopped()).toContain('is (key 1) and should be (key 1, unique)')
  })

  test('an index over the same fields under another name', async () => {
    Object.assign(only(table('notes').indexes[0]), { name: 'theirs' })
    expect(await stopped()).toContain('The index notes/theirs has the fields of mine')
  })

  test('a function on another runtime', async () => {
    cloudFunction('notes').runtime = 'Nodejs16.13'
    expect(await stopped()).toContain('The function notes runs on Nodejs16.13 and should run on Nodejs20.19')
  })

  test.each(['CreateFailed', 'DeleteFailed'])('a function that is %s', async (status) => {
    cloudFunction('notes').status = status
    expect(await stopped()).toContain(`The function notes is ${status}`)
  })

  test('a timer that is set to another time', async () => {
    Object.assign(only(cloudFunction('purge').timers[0]), { cron: '0 0 0 * * * *' })
    expect(await stopped()).toContain(
      'The timer purge/daily is set to "0 0 0 * * * *" and should be "0 20 3 * * * *": delete it in the console',
    )
  })
})

describe('what is there and not declared', () => {
  beforeEach(() => {
    here.cloud.tables.set('drafts', { tag: 'PRIVATE', rule: null, indexes: [] })
    here.cloud.functions.set('hello', structuredClone(cloudFunction('notes')))
    table('notes').indexes.push({ name: 'old', unique: false, keys: [['title', '1']] })
    cloudFunction('notes').variables['THEIR_SECRET'] = 'hush'
    cloudFunction('purge').timers.push({ name: 'hourly', cron: '0 0 * * * * *', enabled: true })
  })

  test('is named and left alone', async () => {
    const before = structuredClone([here.cloud.tables, here.cloud.functions])
    const { code, output } = await here.deploy()
    expect(code).toBe(0)
    for (const name of ['collection drafts', 'function hello', 'index notes/old', 'timer purge/hourly'])
      expect(output).toContain(`Left alone, not declared: ${name}`)
    expect(output).toContain('Left alone, not declared: variable THEIR_SECRET of notes')
    expect(here.server.changes).toEqual([])
    expect([here.cloud.tables, here.cloud.functions]).toEqual(before)
  })

  test('survives a change beside it', async () => {
    cloudFunction('notes').timeout = 3
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(cloudFunction('notes').variables).toEqual({ LIMIT: '5', THEIR_SECRET: 'hush' })
  })

  test('no value of a variable is printed', async () => {
    Object.assign(cloudFunction('notes').variables, { LIMIT: 'old-value' })
    const { output } = await here.deploy()
    expect(output).toContain('LIMIT set')
    expect(output).not.toMatch(/hush|old-value/)
  })
})

test('a timer that somebody switched off is named, not switched on', async () => {
  Object.assign(only(cloudFunction('purge').timers[0]), { enabled: false })
  const { code, output } = await here.deploy()
  expect(output).toContain('timer purge/daily, which somebody switched off')
  expect(code).toBe(0)
  expect(here.server.changes).toEqual([])
})

test("WeChat's own interfaces, which only DevTools can allow, are not forgotten", async () => {
  here.write('dist/cloudfunctions/notes/config.json', { permissions: { openapi: ['security.msgSecCheck'] } })
  const { output } = await here.deploy()
  expect(output).toContain('notes calls security.msgSecCheck: upload it in DevTools once')
})
