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
/** Who is calling, or undefined for somebody who may not come in. */
function caller(): Caller | undefined {
  const context = cloud.getWXContext()
  // The UNIONID is the same everywhere: a better owner?
  const openid = context.UNIONID ?? context.OPENID
  return { openid }
}
// #endregion

export const main = async (event: Event) => {
  const me = caller()
  if (!me) return { error: 'Forbidden' }
  const { openid } = me

  if (event.action === 'add') {
    const owner = { _openid: openid }
    const { _id } = await notes.add({
      data: { ...owner, text: event.text },
    })
    return { id: _id }
  }
  const mine = _.and([{ _openid: openid }])
  const { data } = await notes.where(mine).limit(20).get()
  return {
    notes: data.map(({ _id, text }) => ({ id: _id, text })),
  }
}
