import * as cloud from 'wx-server-sdk'
// Names the environment to the SDK, which else prints a warning for every request.
import '../../../../cloudfunctions/common/cloud'

const notes = cloud.database().collection('bare')

interface Event {
  action: 'create' | 'get' | 'list'
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
  }
}
