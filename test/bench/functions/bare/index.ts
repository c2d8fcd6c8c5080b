import * as cloud from 'wx-server-sdk'
// Names the environment to the SDK, which else prints a warning for every request.
import '../../../../cloudfunctions/common/cloud'

const notes = cloud.database().collection('bare')
const notesOfTheApp = cloud.database().collection('notes')

interface Event {
  action: 'create' | 'get' | 'list' | 'page'
  input: { _id?: string; title?: string; body?: string }
}

/** Notes as most public examples write them: nothing is validated, and one index on the owner serves every query. */
export async function main({ action, input }: Event) {
  const { OPENID } = cloud.getWXContext()
  switch (action) {
    case 'create':
      return notes.add({ data: { ...input, _openid: OPENID, updatedAt: Date.now() } })
    case 'get':
      return notes.where({ _id: input._id, _openid: OPENID }).get()
    case 'list':
      return notes.where({ _openid: OPENID }).orderBy('updatedAt', 'desc').limit(20).get()
    // What `notes.list` asks the database, handed on as it comes.
    case 'page':
      return notesOfTheApp
        .where({ _openid: OPENID, deletedAt: null })
        .orderBy('pinned', 'desc')
        .orderBy('updatedAt', 'desc')
        .orderBy('_id', 'desc')
        .limit(21)
        .field({ body: false, _openid: false, unionid: false, appid: false })
        .get()
  }
}
