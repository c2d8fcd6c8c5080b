import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

export const main = async () => {
  const { OPENID, APPID, UNIONID } = cloud.getWXContext()
  return {
    success: true,
    message: OPENID
      ? 'Authentication successful'
      : 'This call carries no identity',
    identity: {
      openid: OPENID,
      appid: APPID,
      unionid: UNIONID ?? 'Not available',
    },
    timestamp: new Date().toISOString(),
  }
}
