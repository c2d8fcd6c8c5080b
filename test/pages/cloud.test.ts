import { CallError } from '../../miniprogram/services/call-error'
import { call } from '../../miniprogram/services/cloud'
import { getUserInfo } from '../../miniprogram/services/identity'
import { pass } from '../support/page'
import { phone, wxCalls } from '../support/wx'
import { ok, refused } from './given'

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
    expect(await Promise.race([code, 'waiting'])).toBe('waiting')
    await pass(1)
    expect(await code).toBe('TIMEOUT')
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
