import { startCloud } from '../support/cloud'
import { everyone } from '../support/people'

const cloud = startCloud({ people: everyone })

describe('getUserInfo answers who the cloud says is calling', () => {
  test('with a UNIONID where WeChat gives one', async () => {
    const { openid, appid, unionid } = everyone.alice
    expect(await cloud.as('alice').call('getUserInfo', {})).toEqual({ openid, appid, unionid })
  })

  test('with null where it does not', async () => {
    const { openid, appid } = everyone.bob
    expect(await cloud.as('bob').call('getUserInfo', {})).toEqual({ openid, appid, unionid: null })
  })

  test('and believes nothing that the event says', async () => {
    const claims = { openid: everyone.alice.openid, OPENID: everyone.alice.openid, userInfo: { openId: 'x' } }
    expect(await cloud.as('bob').call('getUserInfo', claims)).toMatchObject({ openid: everyone.bob.openid })
  })

  test('to two people at once, each their own', async () => {
    const asked = Array.from({ length: 40 }, (_, i) => (i % 2 ? everyone.alice : everyone.bob))
    const answers = await Promise.all(
      asked.map((person) => cloud.as(person === everyone.alice ? 'alice' : 'bob').call('getUserInfo', {})),
    )
    expect(answers).toEqual(asked.map(({ openid }) => expect.objectContaining({ openid })))
  })
})

describe('test shows that a call is authenticated without any login', () => {
  test('in the shape of the seed documents', async () => {
    const { openid, appid, unionid } = everyone.alice
    expect(await cloud.as('alice').call('test', {})).toEqual({
      success: true,
      message: 'Authentication successful',
      identity: { openid, appid, unionid },
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    })
  })

  test("with 'Not available' where there is no UNIONID", async () => {
    expect(await cloud.as('bob').call('test', {})).toMatchObject({ identity: { unionid: 'Not available' } })
  })
})

test.each(['getUserInfo', 'test', 'notes'])(
  'a mini program that is not allowed here is answered FORBIDDEN_CALLER by %s',
  async (name) => {
    expect(await cloud.as('mallory').call(name, { action: 'list', input: {} })).toEqual({
      ok: false,
      error: { code: 'FORBIDDEN_CALLER', message: 'This mini program may not use this environment.' },
    })
  },
)

describe.each(['nobody', 'digits'] as const)('a call whose OPENID is that of %s', (who) => {
  test.each(['getUserInfo', 'test'])('is answered UNAUTHENTICATED by %s', async (name) => {
    expect(await cloud.as(who).call(name, {})).toEqual({
      ok: false,
      error: { code: 'UNAUTHENTICATED', message: expect.any(String) },
    })
  })

  test('is answered UNAUTHENTICATED by notes, and reaches no row', async () => {
    const before = cloud.trace.requests.length
    expect(await cloud.as(who).call('notes', { action: 'list', input: {} })).toMatchObject({
      ok: false,
      error: { code: 'UNAUTHENTICATED' },
    })
    expect(cloud.trace.requests).toHaveLength(before)
  })
})
