import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()
const _ = db.command
const notes = db.collection('notes')

interface Event {
  action: 'add' | 'list' | 'update'
  text?: string
  /** For update. */
  id?: string
  rev?: number
}

export const main = async (event: Event) => {
  const { OPENID } = cloud.getWXContext()
  if (!OPENID) return { error: 'Unauthenticated' }

  if (event.action === 'add') {
    const { _id } = await notes.add({
      data: { _openid: OPENID, text: event.text, rev: 1 },
    })
    return { id: _id, rev: 1 }
  }
  if (event.action === 'list') {
    const { data } = await notes
      .where({ _openid: OPENID })
      .limit(20)
      .get()
    return {
      notes: data.map(({ _id, text, rev }) => ({
        id: _id,
        text,
        rev,
      })),
    }
  }
  // #region update
  const mine = { _id: String(event.id), _openid: OPENID }
  const { stats } = await notes
    .where({ ...mine, rev: Number(event.rev) })
    .update({ data: { text: event.text, rev: _.inc(1) } })
  if (stats.updated === 1)
    return { id: mine._id, rev: Number(event.rev) + 1 }
  // #endregion
  // #region why
  // Nothing matched. One more look at one's own notes tells why.
  const { data } = await notes.where(mine).get()
  return {
    error:
      data.length > 0 ? 'Changed elsewhere' : 'Not found',
  }
  // #endregion
}
