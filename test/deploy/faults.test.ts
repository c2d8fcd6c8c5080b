import { FakeCloud, Refusal } from './support/cloud'
import { firstRun, only, setUp } from './support/project'
import { keys } from './support/signature'

const here = setUp()
const cloudFunction = (name: string) => only(here.cloud.functions.get(name))

/** Everything that a declared environment holds, to be compared. */
const held = () => structuredClone({ tables: here.cloud.tables, functions: here.cloud.functions })

describe('a fault that passes', () => {
  test.each(['RequestLimitExceeded', 'RequestLimitExceeded.IPLimitExceeded', 'InternalError'])(
    '%s is tried again, with growing pauses',
    async (code) => {
      here.server.fault = (action, before) => (action === 'CreateTable' && before < 3 ? { code } : undefined)
      const { code: exit, output } = await here.deploy('--yes', '--only', 'collections')
      expect(exit).toBe(0)
      expect(here.pausesMs).toEqual([500, 1000, 2000])
      expect(output).toContain(`CreateTable: ${code}, again in 500 ms …`)
    },
  )

  test('that does not pass ends with one sentence', async () => {
    here.server.fault = (action) => (action === 'CreateTable' ? { code: 'RequestLimitExceeded' } : undefined)
    const { code, output } = await here.deploy()
    expect(code).toBe(1)
    expect(output).toMatch(/\nTencent Cloud asks for fewer requests: wait a minute and run this again.*$/)
  })

  test('an answer that is lost does no harm: what was done is not done twice', async () => {
    const lost = new Set<string>()
    here.server.fault = (action) =>
      here.server.changes.includes(action) && !lost.has(action) && lost.add(action) ? 'lost' : undefined
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect([...lost].sort()).toEqual([...new Set(firstRun)].sort())
    const [notes, news] = ['notes', 'news'].map((name) => here.cloud.tables.get(name)?.indexes.length)
    expect([notes, news, cloudFunction('purge').timers.length]).toEqual([2, 0, 1])
  })

  test('a new collection that is not there at once is waited for', async () => {
    const [answer, looks] = [here.cloud.answer.bind(here.cloud), { left: 3 }]
    here.cloud.answer = (service, action, body) => {
      if (here.cloud.tables.size === 0 || looks.left === 0) return answer(service, action, body)
      if (action === 'UpdateTable') throw new Refusal('ResourceNotFound', 'not yet')
      if (action === 'ListTables' && looks.left-- > 0) return { Tables: null, Pager: { Total: 0 } }
      return answer(service, action, body)
    }
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual(firstRun)
  })

  test('a function on which the cloud is at work is waited for', async () => {
    await here.deploy()
    Object.assign(cloudFunction('notes'), { busyLooks: 5, timeout: 3 })
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(cloudFunction('notes').timeout).toBe(5)
  })
})

describe('a run that is cut off', () => {
  const cutAt = (cut: number) => {
    let changes = 0
    here.server.fault = (action) => {
      if (!/^(Create|Update|Modify|Batch)/.test(action) && changes <= cut) return undefined
      if (changes++ < cut) return undefined
      return 'cut'
    }
  }

  test.each(firstRun.map((_action, at) => at))('after %i steps is finished by the next', async (cut) => {
    cutAt(cut)
    const { code, output } = await here.deploy()
    expect(output).toMatch(/\nTencent Cloud cannot be reached: check the network/)
    expect(code).toBe(1)
    here.server.fault = () => undefined
    here.server.requests.length = 0
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(here.server.changes).toEqual(firstRun.slice(cut))
  })

  test('between new code and its hash does not take the new code for the old', async () => {
    await here.deploy()
    const before = held()
    here.write('dist/cloudfunctions/purge/index.js', 'exports.main = () => "new"')
    // The hash is taken away, the code is sent, and then the line goes dead.
    cutAt(2)
    expect(await here.deploy()).toMatchObject({ code: 1 })
    here.server.fault = () => undefined
    expect(cloudFunction('purge').code).not.toBe(only(before.functions.get('purge')).code)
    here.write('dist/cloudfunctions/purge/index.js', 'exports.main = () => "purge"')
    expect(await here.deploy()).toMatchObject({ code: 0 })
    expect(held()).toEqual(before)
  })
})

describe('an error ends with one sentence that says what to do', () => {
  const refused = (code: string, message = 'refused') => void (here.server.fault = () => ({ code, message }))
  const says = async (sentence: RegExp, ...args: string[]) => {
    const { code, output } = await here.deploy(...args)
    const last = only(output.split('\n').at(-1))
    expect(last).toMatch(sentence)
    expect(code).toBe(1)
    expect(here.server.changes).toEqual([])
  }
  const withKeys = async (variables: Record<string, string>) =>
    (await here.run(['--env', FakeCloud.env, '--yes'], { variables })).output

  test('a secret id that nobody knows', async () => {
    const output = await withKeys({ TENCENTCLOUD_SECRET_ID: 'AKIDother', TENCENTCLOUD_SECRET_KEY: keys.key })
    expect(output).toMatch(/^Tencent Cloud knows no such TENCENTCLOUD_SECRET_ID: copy the id again/m)
  })

  test('a secret key of another id', async () => {
    const output = await withKeys({ TENCENTCLOUD_SECRET_ID: keys.id, TENCENTCLOUD_SECRET_KEY: 'other' })
    expect(output).toMatch(/^TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID/m)
  })

  test("this machine's clock", async () => {
    here.server.clockOffsetMs = 301_000
    await says(/^This machine's clock is more than five minutes off: set it right/)
  })

  test('a session token that has expired', async () => {
    refused('AuthFailure.TokenFailure')
    await says(/^TENCENTCLOUD_SESSION_TOKEN has expired/)
  })

  test.each(['AuthFailure.UnauthorizedOperation', 'UnauthorizedOperation.CAM'])(
    'missing rights: %s',
    async (code) => {
      refused(code)
      await says(/^The key may not do this: have its owner give it the rights QcloudTCBFullAccess/)
    },
  )

  test('an environment that is not there', async () => {
    await says(/^There is no environment notes-9z in ap-shanghai for this key/, '--env', 'notes-9z')
  })

  test('an environment in another region', async () => {
    here.cloud.environment = { Status: 'NORMAL', Region: 'ap-guangzhou' }
    await says(/is in ap-guangzhou: run this with --region ap-guangzhou\.$/)
  })

  test('an environment that is out of use', async () => {
    here.cloud.environment = { Status: 'ISOLATED', Region: 'ap-shanghai' }
    await says(/is ISOLATED: see in its console why/)
  })

  test('a function that stays in Updating', async () => {
    here.cloud.functions.set('notes', {
      ...{ status: 'Active', runtime: 'Nodejs20.19', handler: 'index.main', memory: 256, timeout: 5 },
      ...{ variables: {}, description: '', timers: [], code: '', installsDependencies: true },
      busyLooks: Infinity,
    })
    await says(
      /^The function notes has been Updating for too long: wait until the console shows it as normal/,
    )
    expect(here.pausesMs.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(200_000)
  })

  test('a plan that allows no more', async () => {
    refused('LimitExceeded.Function')
    await says(/^The environment's plan allows no more of this/)
  })

  test('anything else, with its code and the id of the request', async () => {
    refused('FailedOperation', 'duplicate key')
    await says(/^Tencent Cloud refused DescribeEnvInfo: FailedOperation: duplicate key, request request-1\.$/)
  })

  test('nobody there', async () => {
    here.server.fault = () => 'cut'
    await says(/^Tencent Cloud cannot be reached: check the network, a proxy and --endpoint/)
  })
})

test('what was accepted and did not happen is not called done', async () => {
  const answer = here.cloud.answer.bind(here.cloud)
  here.cloud.answer = (service, action, body) =>
    action === 'BatchCreateTrigger' ? {} : answer(service, action, body)
  const { code, output } = await here.deploy()
  expect(output).toMatch(/\nNot all is as declared yet, run this again: timer purge\/daily: not there/)
  expect(code).toBe(1)
})

test('a proxy of this machine is not asked for a server on this machine', async () => {
  const before = process.env['http_proxy']
  process.env['http_proxy'] = 'http://127.0.0.1:1'
  try {
    expect(await here.deploy()).toMatchObject({ code: 0 })
  } finally {
    if (before === undefined) delete process.env['http_proxy']
    else process.env['http_proxy'] = before
  }
})

test('a function that could not be made is said, and stops the next run', async () => {
  here.server.fault = (action) => {
    const made = here.cloud.functions.get('notes')
    if (action === 'GetFunction' && made) made.status = 'CreateFailed'
    return undefined
  }
  const { code, output } = await here.deploy()
  expect(output).toMatch(/The function notes is CreateFailed: look at it in the console/)
  expect(code).toBe(1)
  expect(await here.deploy()).toMatchObject({ code: 2 })
})
