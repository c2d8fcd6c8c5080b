import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

let known: ReturnType<typeof cloud.getWXContext> | undefined

export const main = async () => {
  known ??= cloud.getWXContext()
  return {
    openid: known.OPENID,
    appid: known.APPID,
    unionid: known.UNIONID ?? null,
  }
}
