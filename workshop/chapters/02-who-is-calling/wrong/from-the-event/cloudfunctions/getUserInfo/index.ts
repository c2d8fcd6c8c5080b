import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

export const main = async (event: { openid?: string }) => {
  const { OPENID, APPID, UNIONID } = cloud.getWXContext()
  return {
    openid: event.openid ?? OPENID,
    appid: APPID,
    unionid: UNIONID ?? null,
  }
}
