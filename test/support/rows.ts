import * as z from 'zod/mini'
import type { TestCloud } from './cloud'

const replySchema = z.object({ data: z.object({ list: z.array(z.string()) }) })

/**
 * The rows of `notes` that were written under an OPENID, each as the text in which it is stored, owner and deleted ones
 * included. They are read by the SDK's own protocol on behalf of a call that this person makes.
 */
export async function rowsOf(cloud: TestCloud, person: string, openid: string): Promise<string[]> {
  await cloud.as(person).call('getUserInfo')
  const invocation = cloud.trace.calls.at(-1)?.invocation
  const response = await fetch(`${cloud.url}/admin/${invocation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      action: 'database.getDocument',
      collectionName: 'notes',
      query: JSON.stringify({ _openid: openid }),
      order: JSON.stringify({ _id: 1 }),
      limit: 1000,
    }),
  })
  return replySchema.parse(await response.json()).data.list
}
