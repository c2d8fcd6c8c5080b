import { above, and, below, collection, or } from './cloud'
import type { Caller } from './caller'
import { ownedCollections } from './owned'

/** The UNIONID that this process last stamped on each OPENID's documents, and when, in epoch milliseconds. */
const linked = new Map<string, { unionid: string; at: number }>()
/** So long a process relies on that: another one may have written without the UNIONID since, or stamped an earlier one. */
const freshForMs = 60_000
/** How many of them a process keeps; when there are more, it forgets them all and asks again. */
const maxPeople = 10_000

/**
 * Stamps the caller's UNIONID on what the same OPENID wrote before WeChat gave it one, or under an earlier one, so that
 * the person's sibling mini program finds it. What another process has made stale is put right by the first call that
 * succeeds a minute after this process last asked: one request per collection, person and minute, and none in between. It
 * may run twice at once, or be cut off half-way: the next call finishes it.
 */
export async function link({ openid, unionid }: Caller): Promise<void> {
  // What is written without a UNIONID is to be linked when it is back.
  if (unionid === undefined) return void linked.delete(openid)
  const last = linked.get(openid)
  const now = Date.now()
  // A clock that was put back is no reason to wait for it.
  if (last?.unionid === unionid && Math.abs(now - last.at) < freshForMs) return
  // Three ranges of the index on both fields, where "not equal" would be a look at everything this OPENID has.
  const stale = or([{ unionid: null }, { unionid: below(unionid) }, { unionid: above(unionid) }])
  for (const name of ownedCollections)
    await collection(name).update(and([{ _openid: openid }, stale]), { unionid })
  if (linked.size >= maxPeople) linked.clear()
  linked.set(openid, { unionid, at: now })
}
