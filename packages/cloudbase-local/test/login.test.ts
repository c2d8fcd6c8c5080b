import { join } from 'node:path'
import { startCloud } from './support/cloud'

const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  people: {
    alice: { name: 'Alice', appid: 'wxApp', openid: 'oAlice', unionid: 'uAlice' },
    bob: { name: 'Bob', appid: 'wxApp', openid: 'oBob' },
    sibling: { name: 'Alice', appid: 'wxApp', from: { appid: 'wxOther', openid: 'oHers' } },
    timer: { name: 'Timer', source: 'wx_trigger' },
  },
})
const login = (person: string) =>
  fetch(`${cloud.url}/login`, { method: 'POST', headers: { 'x-local-person': person } })
const codeOf = async (person: string): Promise<string> => Object(await (await login(person)).json()).code
async function redeem(code: string, more: Record<string, string> = {}) {
  const given = { appid: 'wxApp', secret: 's', js_code: code, grant_type: 'authorization_code', ...more }
  return (await fetch(`${cloud.url}/sns/jscode2session?${new URLSearchParams(given)}`)).json()
}

// Source: developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/login/auth.code2Session
describe('the code of wx.login', () => {
  test('tells a server who has logged in', async () => {
    const session_key = expect.stringMatching(/==$/)
    expect(await redeem(await codeOf('alice'))).toEqual({ openid: 'oAlice', unionid: 'uAlice', session_key })
    expect(await redeem(await codeOf('bob'))).toEqual({ openid: 'oBob', session_key })
    expect(await redeem(await codeOf('sibling'), { appid: 'wxOther' })).toEqual({
      openid: 'oHers',
      session_key,
    })
  })

  test('is good once, for five minutes, and for its own mini program', async () => {
    const code = await codeOf('alice')
    expect(await redeem(code, { appid: 'wxOther' })).toMatchObject({ errcode: 40029 })
    expect(await redeem(code)).toMatchObject({ openid: 'oAlice' })
    expect(await redeem(code)).toEqual({ errcode: 40163, errmsg: 'code been used' })
    const old = await codeOf('alice')
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 5 * 60 * 1000 + 1000)
    expect(await redeem(old)).toEqual({ errcode: 40029, errmsg: 'invalid code' })
    jest.restoreAllMocks()
  })

  test('cannot be made up, nor redeemed without all that WeChat asks for', async () => {
    expect(await redeem('made-up')).toMatchObject({ errcode: 40029 })
    expect(await redeem(await codeOf('alice'), { secret: '' })).toMatchObject({ errmsg: 'secret missing' })
  })

  test('is given to nobody without an OPENID', async () => {
    expect((await login('timer')).status).toBe(400)
  })
})
