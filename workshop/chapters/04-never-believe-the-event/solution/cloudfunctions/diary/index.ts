import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const diaries = cloud.database().collection('diaries')

interface Event {
  action: 'write' | 'read'
  /** For write. */
  text?: string
  /** For read. */
  id?: string
}

export const main = async (event: Event) => {
  const { OPENID } = cloud.getWXContext()
  if (!OPENID) return { error: 'Unauthenticated' }

  if (event.action === 'write') {
    const { _id } = await diaries.add({
      data: { _openid: OPENID, text: event.text },
    })
    return { id: _id }
  }

  // #region pattern
  const { data } = await diaries
    .where({ _id: event.id, _openid: OPENID })
    .get()
  return { text: data[0]?.text ?? null }
  // #endregion
}
