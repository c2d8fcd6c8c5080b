import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()
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
  const { data: note } = await notes
    .doc(String(event.id))
    .get()
  if (note._openid !== OPENID)
    return { error: 'This note is not yours' }
  if (note.rev !== event.rev)
    return { error: 'Changed elsewhere' }
  await notes.doc(note._id).update({
    data: { text: event.text, rev: Number(event.rev) + 1 },
  })
  return { id: note._id, rev: Number(event.rev) + 1 }
  // #endregion
}
