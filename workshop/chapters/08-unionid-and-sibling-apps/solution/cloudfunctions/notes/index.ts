import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()
const _ = db.command
const notes = db.collection('notes')

interface Event {
  action: 'add' | 'list'
  text?: string
}

interface Caller {
  openid: string | undefined
  unionid?: string | undefined
}

// #region caller
/** The apps that may share this environment. */
const siblings = ['wx000000000s1bling']

/** Who is calling, or undefined for somebody who may not come in. */
function caller(): Caller | undefined {
  const context = cloud.getWXContext()
  const { FROM_APPID, FROM_OPENID, FROM_UNIONID } = context
  if (FROM_APPID && !siblings.includes(FROM_APPID))
    return undefined
  const openid = FROM_APPID ? FROM_OPENID : context.OPENID
  const unionid = FROM_APPID
    ? FROM_UNIONID
    : context.UNIONID
  return openid ? { openid, unionid } : undefined
}
// #endregion

export const main = async (event: Event) => {
  const me = caller()
  if (!me) return { error: 'Forbidden' }
  const { openid, unionid } = me

  // #region owned
  if (event.action === 'add') {
    const owner = unionid
      ? { _openid: openid, unionid }
      : { _openid: openid }
    const { _id } = await notes.add({
      data: { ...owner, text: event.text },
    })
    return { id: _id }
  }
  const mine = unionid
    ? _.or([{ _openid: openid }, { unionid }])
    : { _openid: openid }
  const { data } = await notes.where(mine).limit(20).get()
  // #endregion
  return {
    notes: data.map(({ _id, text }) => ({ id: _id, text })),
  }
}
