import { HttpError, sendJson, type Handler } from 'loopback-guard'
import type { Residents } from '../residents'
import { LoginCodes } from './codes'

/**
 * Serves `POST /login`, the code that `wx.login` gives to the person in `x-local-person`, and in WeChat's place
 * `GET /sns/jscode2session`, by which a server redeems it. Source:
 * developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/login/auth.code2Session. Any secret will do.
 */
export function loginRoutes(residents: Residents): Handler {
  const codes = new LoginCodes()
  return (req, res, { pathname, searchParams }) => {
    if (pathname === '/login') {
      if (req.method !== 'POST') throw new HttpError(405, 'This is asked by POST.')
      const code = codes.give(residents.get(String(req.headers['x-local-person'])))
      if (code === undefined) throw new HttpError(400, 'Whoever has no OPENID cannot log in.')
      sendJson(res, { code })
      return true
    }
    if (pathname !== '/sns/jscode2session') return false
    const missing = ['appid', 'secret', 'js_code', 'grant_type'].find((name) => !searchParams.get(name))
    sendJson(
      res,
      missing === undefined
        ? codes.redeem(searchParams.get('appid') ?? '', searchParams.get('js_code') ?? '')
        : { errcode: 41000, errmsg: `${missing} missing` },
    )
    return true
  }
}
