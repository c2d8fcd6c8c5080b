import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const diaries = cloud.database().collection('diaries')

interface Event {
  action: 'write' | 'read'
  /** For write. */
  text?: string
  openid?: string
  /** For read. */
  id?: string
  resourceOwnerId?: string
}

export const main = async (event: Event) => {
  const { OPENID } = cloud.getWXContext()
  if (!OPENID) return { error: 'Unauthenticated' }

  if (event.action === 'write') {
    const { _id } = await diaries.add({
      data: {
        _openid: event.openid ?? OPENID,
        text: event.text,
      },
    })
    return { id: _id }
  }

  // #region pattern
  if (OPENID === event.resourceOwnerId) {
    // User is authorized to access this resource
    const { data } = await diaries
      .where({ _id: event.id })
      .get()
    return { text: data[0]?.text ?? null }
  }
  return { error: 'Unauthorized' }
  // #endregion
}
