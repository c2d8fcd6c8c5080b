import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

const { OPENID, APPID, UNIONID } = cloud.getWXContext()

export const main = async () => ({
  openid: OPENID,
  appid: APPID,
  unionid: UNIONID ?? null,
})
