import * as z from 'zod/mini'
import type { TestCloud } from './cloud'
import { everyone } from './people'

const replySchema = z.object({ data: z.object({ list: z.array(z.string()) }) })

/** A request by the SDK's own protocol, on behalf of a call that this person makes. */
async function request(cloud: TestCloud, person: string, body: object): Promise<unknown> {
  await cloud.as(person).call('getUserInfo')
  const invocation = cloud.trace.calls.at(-1)?.invocation
  const response = await fetch(`${cloud.url}/admin/${invocation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return response.json()
}

/**
 * The rows of a collection that were written under an OPENID, each as the text in which it is stored, owner and those in
 * a trash included.
 */
export async function rowsOf(
  cloud: TestCloud,
  person: string,
  openid: string,
  collection = 'notes',
): Promise<string[]> {
  const reply = await request(cloud, person, {
    action: 'database.getDocument',
    collectionName: collection,
    query: JSON.stringify({ _openid: openid }),
    order: JSON.stringify({ _id: 1 }),
    limit: 1000,
  })
  return replySchema.parse(reply).data.list
}

/** Fields of the row of a note; the rest is made up. */
interface Row {
  title?: string
  titleSize?: number
  bodySize?: number
  tags?: string[]
  tagKeys?: string[]
  updatedAt?: number
  deletedAt?: number | null
}

/** Stores `count` notes of a person's at once, as if they had been written one by one. */
export async function seed(
  cloud: TestCloud,
  person: 'alice' | 'bob',
  count: number,
  row: (i: number) => Row = () => ({}),
): Promise<void> {
  const { openid, appid } = everyone[person]
  const notes = Array.from({ length: count }, (_, i) => ({
    _id: `${person === 'alice' ? 'a' : 'b'}${String(++seeded).padStart(31, '0')}`,
    _openid: openid,
    appid,
    title: `seeded ${i}`,
    body: '',
    excerpt: '',
    tags: [],
    tagKeys: [],
    titleSize: 0,
    bodySize: 0,
    pinned: false,
    rev: 1,
    createdAt: 1,
    updatedAt: 1 + i,
    deletedAt: null,
    ...row(i),
  }))
  for (let from = 0; from < count; from += 1000) {
    const data = notes.slice(from, from + 1000).map((note) => JSON.stringify(note))
    await request(cloud, person, { action: 'database.insertDocument', collectionName: 'notes', data })
  }
}
let seeded = 0
