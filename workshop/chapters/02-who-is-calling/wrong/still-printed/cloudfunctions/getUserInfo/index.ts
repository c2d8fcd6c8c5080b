import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

export const main = async () => {
  const { OPENID, APPID, UNIONID } = cloud.getWXContext()
  console.log('User identity:', { OPENID, APPID, UNIONID })
  return {
    openid: OPENID,
    appid: APPID,
    unionid: UNIONID ?? null,
  }
}
