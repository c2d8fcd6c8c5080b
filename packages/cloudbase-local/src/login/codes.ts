import { randomBytes } from 'node:crypto'
import { identityOf, type Identity, type Person } from '../people'

/** WeChat's answer to who redeems a code. */
export type Session =
  { openid: string; session_key: string; unionid?: string } | { errcode: number; errmsg: string }

/** How long a code can be redeemed (developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.login). */
const codeMs = 5 * 60 * 1000

/** What `wx.login` gives, and what WeChat tells of whoever it was given to. A code is good once. */
export class LoginCodes {
  private readonly given = new Map<string, { identity: Identity; until: number; used: boolean }>()

  /** Gives a new code for a person; undefined for one without an identity, such as a timer. */
  give(person: Person): string | undefined {
    const identity = identityOf(person)
    if (!identity) return undefined
    const code = randomBytes(16).toString('hex')
    this.given.set(code, { identity, until: Date.now() + codeMs, used: false })
    return code
  }

  /** Numbers and words of errors are those that developers report of `sns/jscode2session`. */
  redeem(appid: string, code: string): Session {
    const found = this.given.get(code)
    if (found?.identity.appid !== appid || found.until < Date.now())
      return { errcode: 40029, errmsg: 'invalid code' }
    if (found.used) return { errcode: 40163, errmsg: 'code been used' }
    found.used = true
    const { openid, unionid } = found.identity
    return {
      openid,
      session_key: randomBytes(16).toString('base64'),
      ...(unionid !== undefined && { unionid }),
    }
  }
}
