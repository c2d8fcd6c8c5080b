import { CallError } from '../../miniprogram/common/call-error'
import { call, initCloud } from '../../miniprogram/common/cloud'
import { getUserInfo } from '../../miniprogram/services/identity'
import { pass } from '../support/page'
import { phone, sharedCloud, wxCalls } from '../support/wx'
import { later, ok, refused } from './given'

/** The code with which a call fails when the cloud answers so. */
async function codeOf(answer: () => unknown): Promise<string> {
  phone.cloud = answer
  return call('notes', 'list', {}).then(
    () => 'no error',
    (error: unknown) => (error instanceof CallError ? error.code : String(error)),
  )
}
const failing = (errMsg: string, errCode?: number) => () => {
  throw { errMsg, ...(errCode && { errCode }) }
}

describe('a call', () => {
  test('sends the action and its input, and gives the data', async () => {
    phone.cloud = () => ok({ notes: [], nextCursor: null })
    await expect(call('notes', 'list', { cursor: 'c' })).resolves.toEqual({ notes: [], nextCursor: null })
    expect(wxCalls.callFunction).toHaveBeenCalledWith(
      expect.objectContaining({ name: 'notes', data: { action: 'list', input: { cursor: 'c' } } }),
    )
    expect(wxCalls.Cloud).not.toHaveBeenCalled()
  })

  test('that the function refuses fails with its code', async () => {
    expect(await codeOf(() => refused({ code: 'UNAUTHENTICATED', message: '' }))).toBe('UNAUTHENTICATED')
  })

  test.each([
    ['NETWORK', failing('cloud.callFunction:fail Error: errCode: -1 | errMsg: request:fail')],
    ['TIMEOUT', failing('cloud.callFunction:fail request:fail timeout', -1)],
    ['TIMEOUT', failing('cloud.callFunction:fail functions time limit exceeded', -504003)],
    ['TIMEOUT', failing('cloud.callFunction:fail Error: errCode: -504003 | errMsg: Invoking task timed out')],
    ['TIMEOUT', failing('errCode: -501002 resource server timeout | errMsg: ESOCKETTIMEDOUT')],
    ['INTERNAL', failing('cloud.callFunction:fail Error: errCode: -504002 functions execute fail')],
    ['INTERNAL', failing('cloud.callFunction:fail functions execute fail', -504002)],
    ['INTERNAL', failing('cloud.callFunction:fail FunctionName parameter could not be found', -501000)],
    ['INTERNAL', failing('errCode: -404011 cloud function execution error | errMsg: ...')],
    ['INTERNAL', () => undefined],
    ['INTERNAL', () => 'ok'],
    ['INTERNAL', () => ({ ok: 'yes', data: {} })],
    ['INTERNAL', () => ({ ok: true })],
    ['INTERNAL', () => ({ ok: false })],
  ])('is %s after %s', async (code, answer) => {
    expect(await codeOf(answer)).toBe(code)
  })

  test('without an answer ends after ten seconds', async () => {
    const code = codeOf(() => new Promise(() => {}))
    await pass(9_999)
    expect(await Promise.race([code, Promise.resolve('waiting')])).toBe('waiting')
    await pass(1)
    expect(await code).toBe('TIMEOUT')
  })

  test.each([
    ['did not get through', failing('cloud.callFunction:fail request:fail', -1)],
    ['ran out of time', failing('cloud.callFunction:fail functions time limit exceeded', -504003)],
  ])('that %s is made once more, the same as before', async (_, fail) => {
    const answers = [fail, () => ok({ notes: [], nextCursor: null })]
    phone.cloud = () => answers.shift()?.()
    await expect(call('notes', 'list', { cursor: 'c' })).resolves.toEqual({ notes: [], nextCursor: null })
    const [first, second, ...others] = wxCalls.callFunction.mock.calls
    expect(second).toEqual(first)
    expect(others).toEqual([])
  })

  test.each([
    ['fails again', 2, failing('cloud.callFunction:fail request:fail', -1)],
    ['was refused', 1, () => refused({ code: 'NOT_FOUND', message: '' })],
    ['met a fault', 1, failing('cloud.callFunction:fail functions execute fail', -504002)],
  ])('that %s is made %i time(s)', async (_, times, answer) => {
    await codeOf(answer)
    expect(wxCalls.callFunction).toHaveBeenCalledTimes(times)
  })

  test('that nobody waits for any more is not made again', async () => {
    const { promise, fulfil } = later<null>()
    const code = codeOf(async () => {
      await promise
      return failing('cloud.callFunction:fail request:fail', -1)()
    })
    await pass(10_000)
    expect(await code).toBe('TIMEOUT')
    fulfil(null)
    await pass()
    expect(wxCalls.callFunction).toHaveBeenCalledTimes(1)
  })

  test('of a plain function sends an empty event', async () => {
    phone.cloud = () => ({ openid: 'o', appid: 'a', unionid: null })
    await expect(getUserInfo()).resolves.toEqual({ openid: 'o', appid: 'a', unionid: null })
    expect(wxCalls.callFunction).toHaveBeenCalledWith(
      expect.objectContaining({ name: 'getUserInfo', data: {} }),
    )
  })

  test('of a plain function that answers nothing is INTERNAL', async () => {
    phone.cloud = () => undefined
    await expect(getUserInfo()).rejects.toMatchObject({ code: 'INTERNAL' })
  })
})

describe("a call to a sibling's environment", () => {
  const list = () => call('notes', 'list', {})
  const notes = { notes: [], nextCursor: null }

  beforeEach(() => {
    phone.admission = () => undefined
    phone.cloud = () => ok(notes)
    initCloud({ env: '', sharing: { appid: 'wx00000000000n0tes', env: 'notes-1a2b3c' } })
  })
  afterEach(() => initCloud({ env: '', sharing: null }))

  test('goes through the instance that stands for that environment', async () => {
    expect(await list()).toEqual(notes)
    expect(wxCalls.Cloud.mock.calls).toEqual([
      [{ resourceAppid: 'wx00000000000n0tes', resourceEnv: 'notes-1a2b3c' }],
    ])
    expect(sharedCloud.callFunction.mock.calls).toEqual([
      [{ name: 'notes', data: { action: 'list', input: {} } }],
    ])
    expect(wxCalls.callFunction).not.toHaveBeenCalled()
  })

  test('waits until this mini program is let in, which several calls ask for once', async () => {
    const { promise, fulfil } = later<null>()
    phone.admission = () => promise
    const calls = Promise.all([list(), list(), list()])
    await pass()
    expect(sharedCloud.callFunction).not.toHaveBeenCalled()
    fulfil(null)
    expect(await calls).toEqual([notes, notes, notes])
    await list()
    expect(sharedCloud.init).toHaveBeenCalledTimes(1)
    expect(sharedCloud.callFunction).toHaveBeenCalledTimes(4)
  })

  test.each([
    ['FORBIDDEN_CALLER', 'cloudbase_auth refuses', failing('cloud.init:fail access denied', -601017)],
    ['FORBIDDEN_CALLER', 'cloudbase_auth says nothing', failing('cloud.init:fail Error: errCode: -601015')],
    ['INTERNAL', 'cloudbase_auth fails', failing('cloud.init:fail functions execute fail', -504002)],
    ['NETWORK', 'there is no network', failing('cloud.init:fail request:fail', -1)],
  ])('fails with %s when %s, and the next one asks again', async (code, _, admission) => {
    phone.admission = admission
    await expect(Promise.all([list(), list()])).rejects.toMatchObject({ code })
    expect(sharedCloud.callFunction).not.toHaveBeenCalled()
    phone.admission = () => undefined
    sharedCloud.init.mockClear()
    expect(await list()).toEqual(notes)
    expect(sharedCloud.init).toHaveBeenCalledTimes(1)
  })

  test('ends after ten seconds when nobody says whether it is let in', async () => {
    phone.admission = () => new Promise(() => {})
    const failed = expect(list()).rejects.toMatchObject({ code: 'TIMEOUT' })
    await pass(10_000)
    await failed
  })

  test('that fails afterwards fails as any other does, and is not asked about again', async () => {
    expect(await codeOf(failing('cloud.callFunction:fail functions time limit exceeded', -504003))).toBe(
      'TIMEOUT',
    )
    expect(await codeOf(() => refused({ code: 'UNAUTHENTICATED', message: '' }))).toBe('UNAUTHENTICATED')
    expect(sharedCloud.init).toHaveBeenCalledTimes(1)
  })
})
