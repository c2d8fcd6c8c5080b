import { createInvocation, environmentOf } from '../../../packages/cloudbase-local/src/invocation'
import type { Person } from 'cloudbase-local'
import type { Caller } from '../../../cloudfunctions/common/caller'
import type * as CallerModule from '../../../cloudfunctions/common/caller'
import type { Failure } from '../../../shared/answer'
import { restoreEnvironment, setEnvironment } from '../../support/inside'
import { everyone } from '../../support/people'

const { alice, bob, mallory } = everyone
const sibling = everyone['alice-sibling']
const timer: Person = { name: 'Timer', source: 'wx_trigger' }

let loaded: typeof CallerModule
beforeAll(async () => {
  process.env['SHARED_WITH'] = `wx0other,${sibling.from.appid}`
  jest.resetModules()
  loaded = await import('../../../cloudfunctions/common/caller')
})
restoreEnvironment()

/** The environment that the host gives an invocation by this person, with some variables changed by the test. */
function invoke(person: Person, changes: NodeJS.ProcessEnv = {}): void {
  const { source = 'wx_client' } = person
  const invocation = createInvocation('notes', {}, { key: 'someone', person, source })
  setEnvironment({ ...environmentOf(invocation, 'http://127.0.0.1:9'), ...changes })
}

function callerOf(person: Person, changes?: NodeJS.ProcessEnv): Caller {
  invoke(person, changes)
  return loaded.caller()
}

const refused = (code: Failure['code'], message: string) =>
  expect.objectContaining({ name: 'Refusal', failure: { code, message } })
const notAUser = refused('FORBIDDEN_CALLER', 'Only a user of a mini program may call this function.')
const noOpenid = refused('UNAUTHENTICATED', 'Call from a mini program: there is no valid OPENID.')
const notShared = refused('FORBIDDEN_CALLER', 'This mini program may not use this environment.')

describe('a user of this mini program', () => {
  test('is known by OPENID, APPID and, where WeChat gives one, UNIONID', () => {
    const { openid, appid, unionid } = alice
    expect(callerOf(alice)).toStrictEqual({ openid, appid, unionid })
  })

  test('has no UNIONID at all where WeChat gives none', () => {
    expect(callerOf(bob)).toStrictEqual({ openid: bob.openid, appid: bob.appid })
  })

  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['of digits alone, which the SDK turns into a number', '12345678901234567890'],
    ['of 28 digits, which as a number is written 1.2e+27', '1234567890123456789012345678'],
    ['a negative number', '-5'],
    ['with a space at its start', ' o1'],
    ['with a space at its end', 'o1 '],
    ['with a space inside', 'o1 o2'],
  ])('is refused when the OPENID is %s', (_what, openid) => {
    expect(() => callerOf(bob, { WX_OPENID: openid })).toThrow(noOpenid)
  })

  test.each([
    ['missing', undefined],
    ['of digits alone', '1234567890'],
  ])('is refused when the APPID is %s', (_what, appid) => {
    expect(() => callerOf(bob, { WX_APPID: appid })).toThrow(noOpenid)
  })

  test.each(['', '12345', 'u 1'])('goes without a UNIONID that is damaged (%j)', (unionid) => {
    expect(callerOf(alice, { WX_UNIONID: unionid })).toStrictEqual({
      openid: alice.openid,
      appid: alice.appid,
    })
  })

  test('may have an OPENID of one character, or one that begins or ends with digits', () => {
    for (const openid of ['o', '1o', 'o1', '12o34'])
      expect(callerOf(bob, { WX_OPENID: openid })).toMatchObject({ openid })
  })
})

describe('where a call comes from', () => {
  test.each(['wx_client', 'wx_devtools', 'wx_localdebug', 'wx_client,scf', 'wx_client,scf,scf'])(
    '%s is a user',
    (source) => {
      expect(callerOf(alice, { TCB_SOURCE: source })).toMatchObject({ openid: alice.openid })
    },
  )

  test.each(['wx_trigger', 'wx_http', 'wx_unknown', 'scf', 'scf,wx_client', 'wx_trigger,scf', '', undefined])(
    '%s is no user, even with an OPENID in the context',
    (source) => {
      expect(() => callerOf(alice, { TCB_SOURCE: source })).toThrow(notAUser)
    },
  )

  test('a timer is no user', () => {
    expect(() => callerOf(timer)).toThrow(notAUser)
  })

  test('only the timer may call what is meant for the timer', () => {
    const { onlyTimer } = loaded
    const onlyATimer = refused('FORBIDDEN_CALLER', 'Only the timer may call this function.')
    for (const source of ['wx_client', 'wx_client,scf', 'wx_http', 'scf', '', undefined]) {
      invoke(alice, { TCB_SOURCE: source })
      expect(onlyTimer).toThrow(onlyATimer)
    }
    for (const source of ['wx_trigger', 'wx_trigger,scf']) {
      invoke(timer, { TCB_SOURCE: source })
      expect(onlyTimer).not.toThrow()
    }
  })

  test('outside an invocation there is no user', () => {
    setEnvironment({})
    expect(loaded.caller).toThrow(notAUser)
  })
})

describe('a user of a sibling mini program, through environment sharing', () => {
  const own = { WX_OPENID: 'oOWN', WX_UNIONID: 'uOWN' }

  test('is who the sibling says, and in nothing who this side says', () => {
    expect(callerOf(sibling, own)).toStrictEqual(sibling.from)
  })

  test('has no UNIONID where the sibling gives none, whatever this side has', () => {
    const { openid, appid } = sibling.from
    expect(callerOf(sibling, { ...own, WX_FROM_UNIONID: undefined })).toStrictEqual({ openid, appid })
  })

  test.each([undefined, '', '12345'])('is refused when FROM_OPENID is %j, whatever OPENID is', (openid) => {
    expect(() => callerOf(sibling, { ...own, WX_FROM_OPENID: openid })).toThrow(noOpenid)
  })

  test('is refused when FROM_APPID is damaged', () => {
    expect(() => callerOf(sibling, { ...own, WX_FROM_APPID: '12345' })).toThrow(noOpenid)
  })

  test.each([undefined, ''])('is a user of this mini program when FROM_APPID is %j', (appid) => {
    const { openid, unionid } = alice
    const from = { WX_FROM_OPENID: 'oFROM', WX_FROM_UNIONID: 'uFROM', WX_FROM_APPID: appid }
    expect(callerOf(alice, from)).toStrictEqual({ openid, appid: alice.appid, unionid })
  })
})

describe('which mini programs may share the environment', () => {
  /** The list as a new process reads it from the variable that is set in the console. */
  async function listed(value: string | undefined): Promise<readonly string[]> {
    setEnvironment(value === undefined ? {} : { SHARED_WITH: value })
    jest.resetModules()
    return (await import('../../../cloudfunctions/common/sharing')).sharedWith
  }

  test('is a list of APPIDs, separated by commas', async () => {
    expect(await listed('wx0a')).toEqual(['wx0a'])
    expect(await listed('wx0a,wx0b')).toEqual(['wx0a', 'wx0b'])
  })

  test.each([undefined, '', ','])('is none when the variable is %j', async (value) => {
    expect(await listed(value)).toEqual([])
  })

  test('does not include a stranger', () => {
    expect(() => callerOf(mallory)).toThrow(notShared)
  })

  test('does not include an APPID that is only part of one in the list', () => {
    for (const appid of ['wx0', 'other', `${sibling.from.appid}x`])
      expect(() => callerOf(sibling, { WX_FROM_APPID: appid })).toThrow(notShared)
  })
})
