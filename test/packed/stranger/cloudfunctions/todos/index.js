const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()

exports.main = async ({ text }) => {
  const { OPENID } = cloud.getWXContext()
  await db.createCollection('todos').catch(() => undefined)
  await db.collection('todos').add({ data: { _openid: OPENID, text } })
  const { data } = await db.collection('todos').where({ _openid: OPENID }).get()
  return { version: 1, texts: data.map((todo) => todo.text) }
}
