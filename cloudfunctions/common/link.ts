import { above, and, below, collection, or } from './cloud'
import type { Caller } from './caller'
import { ownedCollections } from './owned'

/**
 * The UNIONID that this process last stamped on each OPENID's documents. A new process knows none of them, asks the
 * database once more, and finds nothing to change.
 */
const linked = new Map<string, string>()
/** How many of them a process keeps; when there are more, it forgets them all and asks again. */
const maxPeople = 10_000

/**
 * Stamps the caller's UNIONID on what the same OPENID wrote before WeChat gave it one, or under an earlier one, so that
 * the person's sibling mini program finds it. One request per collection after the caller's first call in this process
 * that succeeds, none later. It may run twice at once, or be cut off half-way: it is finished by the next process.
 */
export async function link({ openid, unionid }: Caller): Promise<void> {
  // What is written without a UNIONID is to be linked when it is back.
  if (unionid === undefined) return void linked.delete(openid)
  if (linked.get(openid) === unionid) return
  // Three ranges of the index on both fields, where "not equal" would be a look at everything this OPENID has.
  const stale = or([{ unionid: null }, { unionid: below(unionid) }, { unionid: above(unionid) }])
  for (const name of ownedCollections)
    await collection(name).update(and([{ _openid: openid }, stale]), { unionid })
  if (linked.size >= maxPeople) linked.clear()
  linked.set(openid, unionid)
}
