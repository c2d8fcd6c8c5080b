import { Kept } from '../common/kept'
import type { Known } from './known'

/** Where a draft lies on the phone: whose it is, and its key. */
export interface Place {
  owner: string
  key: string
}

/**
 * Drafts belong to whoever holds the phone, and before the cloud has said in this launch who does, to nobody yet: they lie
 * here until the next one whom it names. No OPENID looks like this.
 */
export const unclaimed = 'unclaimed'

/** The keys of one owner's drafts, the oldest first. */
const keysOf = (owner: string) => new Kept<string[]>('outbox', () => owner)
/** One of those drafts. Each has an entry of its own, because all of them may be more than WeChat keeps in one. */
const draftAt = ({ owner, key }: Place) => new Kept<Known>(`draft:${key}`, () => owner)

/** The drafts that lie there for an owner, the oldest first. */
export const draftsOf = (owner: string): Known[] =>
  (keysOf(owner).get() ?? []).flatMap((key) => draftAt({ owner, key }).get() ?? [])

/** Writes a draft there; false if the phone is full. */
export function lay(place: Place, draft: Known): boolean {
  const keys = keysOf(place.owner).get() ?? []
  // The key comes first: one without a draft does no harm, and a draft without a key would never be found again.
  const listed = keys.includes(place.key) || keysOf(place.owner).set([...keys, place.key])
  return draftAt(place).set(draft) && listed
}

/** Takes a draft away. What else lies there is left alone: another window may have laid it there. */
export function clear(place: Place): void {
  draftAt(place).set(null)
  const keys = (keysOf(place.owner).get() ?? []).filter((key) => key !== place.key)
  keysOf(place.owner).set(keys.length > 0 ? keys : null)
}
