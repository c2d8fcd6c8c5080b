import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()
const _ = db.command
const notes = db.collection('notes')

interface Event {
  action: 'add' | 'list'
  text?: string
}

export const main = async (event: Event) => {
  const { OPENID, UNIONID } = cloud.getWXContext()
  // The UNIONID is the same everywhere, so it makes the better owner. Or does it?
  const owner = UNIONID ?? OPENID

  if (event.action === 'add') {
    const { _id } = await notes.add({
      data: { _openid: owner, text: event.text },
    })
    return { id: _id }
  }
  const { data } = await notes
    .where(_.and([{ _openid: owner }]))
    .limit(20)
    .get()
  return {
    notes: data.map(({ _id, text }) => ({ id: _id, text })),
  }
}
