import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const notes = cloud.database().collection('notes')

interface Event {
  action: 'add' | 'list' | 'get'
  text?: string
  id?: string
}

export const main = async (event: Event) => {
  const { OPENID } = cloud.getWXContext()
  if (!OPENID) return { error: 'Unauthenticated' }

  if (event.action === 'add') {
    const { _id } = await notes.add({
      data: { text: event.text },
    })
    return { id: _id }
  }
  if (event.action === 'list') {
    const { data } = await notes
      .where({ _openid: OPENID })
      .limit(20)
      .get()
    return {
      notes: data.map(({ _id, text }) => ({
        id: _id,
        text,
      })),
    }
  }
  const { data } = await notes
    .where({ _id: String(event.id), _openid: OPENID })
    .get()
  const [note] = data
  return {
    note: note ? { id: note._id, text: note.text } : null,
  }
}
