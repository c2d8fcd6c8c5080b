import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()
const _ = db.command
const notes = db.collection('notes')

interface Event {
  action: 'add' | 'list' | 'find' | 'tagged'
  text?: string
  done?: boolean
  tag?: string
  /** For find: fields and their values, as a page puts them together. */
  filter?: Record<string, unknown>
  /** For tagged: one of two tags. */
  tags?: [string, string]
}

export const main = async (event: Event) => {
  const { OPENID } = cloud.getWXContext()
  if (!OPENID) return { error: 'Unauthenticated' }

  if (event.action === 'add') {
    const { text, done = false, tag = '' } = event
    const { _id } = await notes.add({
      data: { _openid: OPENID, text, done, tag },
    })
    return { id: _id }
  }
  /** The one way to ask: whatever else is wanted, the owner is part of the same condition. */
  const mine = (wanted: object) =>
    notes.where(_.and([{ _openid: OPENID }, wanted]))

  if (event.action === 'list')
    return answer(
      await notes
        .where({ done: event.done })
        .where({ _openid: OPENID })
        .get(),
    )

  if (event.action === 'find')
    return answer(
      await mine({
        text: String(event.filter?.text),
      }).get(),
    )

  const [one, other] = event.tags ?? ['', '']
  const ofWhom = _.or([
    { _openid: OPENID },
    { _openid: 'teacher' },
  ])
  const withTag = _.or([
    { tag: String(one) },
    { tag: String(other) },
  ])
  return answer(
    await notes.where(_.and([ofWhom, withTag])).get(),
  )
}

type Row = Record<string, unknown> & { _id: string }

const answer = ({ data }: { data: Row[] }) => ({
  notes: data.map(({ _id, text, done, tag }) => ({
    id: _id,
    text,
    done,
    tag,
  })),
})
