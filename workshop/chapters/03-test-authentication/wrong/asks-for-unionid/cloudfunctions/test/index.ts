import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

export const main = async () => {
  const { OPENID, APPID, UNIONID } = cloud.getWXContext()
  const timestamp = new Date().toISOString()
  if (!OPENID || !UNIONID)
    return {
      success: false,
      message: 'This call carries no identity',
      timestamp,
    }
  return {
    success: true,
    message: 'Authentication successful',
    identity: {
      openid: OPENID,
      appid: APPID,
      unionid: UNIONID,
    },
    timestamp,
  }
}
