import { confirmedHolder } from '../common/holder'
import { after } from '../common/timer'
import { Draft } from './draft'
import { clear, draftsOf, lay, unclaimed, type Place } from './shelf'

/*
 * The drafts that the cloud has not confirmed yet. Until it has, they are kept on the phone, so that they survive the end of
 * the app.
 */

/** Typing is written to the phone's storage this long after it: a phone that dies loses no more than that. */
const keepingPauseMs = 300
/** A phone that was full is tried again after this time. */
const fullPauseMs = 2_000

/** A set, because it keeps the order in which drafts were first added. */
const entered = new Set<Draft>()
export const drafts: ReadonlySet<Draft> = entered
/** Those of them that the storage does not have as they are. */
const unkept = new Set<Draft>()
/** Where drafts lie in the storage. */
const places = new Map<Draft, Place>()
/** Drafts whose words live on in another one, with that one: until it is kept, they stay where they lie. */
const heirs = new Map<Draft, Draft>()
let stopKeeping: (() => void) | undefined

/** Takes in a draft, or what has changed in it. It is kept shortly afterwards. */
export function enter(draft: Draft): void {
  entered.add(draft)
  unkept.add(draft)
  keepIn(keepingPauseMs)
}

/** `heir` has the words of `draft`, which is about to have nothing left to do. */
export function inherit(heir: Draft, draft: Draft): void {
  heirs.set(draft, heir)
}

/** Takes a draft away that has nothing left to do. */
export function finish(draft: Draft): void {
  if (entered.delete(draft)) keepNow()
}

/** Writes the latest changes of all drafts to the phone's storage. */
export function keepNow(): void {
  stopKeeping?.()
  stopKeeping = undefined
  for (const draft of [...unkept]) if (!entered.has(draft) || keep(draft)) unkept.delete(draft)
  for (const [draft, place] of places) {
    const heir = heirs.get(draft)
    if (entered.has(draft) || (heir && unkept.has(heir))) continue
    heirs.delete(draft)
    places.delete(draft)
    clear(place)
  }
  if (unkept.size > 0) keepIn(fullPauseMs)
}

/** Brings back what was kept for an owner in earlier launches. */
export function restore(owner: string): void {
  const keys = new Set([...entered].map(({ key }) => key))
  for (const known of draftsOf(owner)) {
    if (keys.has(known.key)) continue
    const draft = Draft.restore(known)
    entered.add(draft)
    places.set(draft, { owner, key: draft.key })
  }
}

/** Lets go of what is somebody else's, for good in this launch, and leaves it where it lies. */
export function leaveTo(owner: string | null): void {
  for (const [draft, place] of places) {
    if (place.owner !== owner) continue
    if (unkept.delete(draft)) lay(place, draft.known)
    places.delete(draft)
    entered.delete(draft)
    draft.tell({ kind: 'forgotten' })
  }
}

/** Now it is known who holds the phone: what belonged to nobody yet is theirs. */
export function claim(): void {
  const holder = confirmedHolder()
  for (const draft of entered) if (places.get(draft)?.owner !== holder) unkept.add(draft)
  keepNow()
}

function keepIn(delayMs: number): void {
  stopKeeping ??= after(delayMs, keepNow)
}

/** Writes one draft to the storage; false if the phone is full. */
function keep(draft: Draft): boolean {
  const former = places.get(draft)
  const place = { owner: confirmedHolder() ?? former?.owner ?? unclaimed, key: draft.key }
  if (!lay(place, draft.known)) return false
  places.set(draft, place)
  if (former && (former.owner !== place.owner || former.key !== place.key)) clear(former)
  return true
}
