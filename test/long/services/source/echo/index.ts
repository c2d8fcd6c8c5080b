import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

export const main = async (event) => {
  if (event.peeks) await cloud.database().collection('diaries').get()
  return { event, source: cloud.getWXContext().SOURCE }
}
