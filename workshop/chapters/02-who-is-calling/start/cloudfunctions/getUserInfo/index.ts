import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

// Asked once, kept for later calls. It saves some work. Does it?
let context:
  ReturnType<typeof cloud.getWXContext> | undefined

export const main = async () => {
  context ??= cloud.getWXContext()
  const { OPENID, APPID, UNIONID } = context
  console.log('User identity:', { OPENID, APPID, UNIONID })
  return { openid: OPENID, appid: APPID, unionid: UNIONID }
}
