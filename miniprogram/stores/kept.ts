import type { NoteSummary } from '../../shared/notes'
import type { KeptDraft } from './draft'
import { currentHolder } from './holder'

/** What the phone keeps between launches. */
export interface Kept {
  /** The first page of the list, as it was last shown. */
  list: { notes: NoteSummary[]; nextCursor: string | null }
  /** All that the holder has was to be deleted from the cloud, and it was not confirmed to the end. */
  erasing: true
  /** The keys of the drafts that the cloud has not confirmed, the oldest first. */
  outbox: string[]
  /** One of those. Each has an entry of its own, as WeChat keeps 1 MB an entry (10 MB in all). */
  [draft: `draft:${string}`]: KeptDraft
}

const listeners = new Set<() => void>()

const keyOf = (name: keyof Kept, holder: string): string => `${holder}:${name}`

/** What was kept for the current holder; null if nothing was, or if no holder is known. */
export function kept<Name extends keyof Kept>(name: Name): Kept[Name] | null {
  const holder = currentHolder()
  return (holder !== null && wx.getStorageSync<Kept[Name] | ''>(keyOf(name, holder))) || null
}

/** Keeps a value for the current holder, or with null nothing. Does nothing while no holder is known, or when the phone is full. */
export function keep<Name extends keyof Kept>(name: Name, value: Kept[Name] | null): void {
  const holder = currentHolder()
  if (holder === null) return
  try {
    if (value === null) wx.removeStorageSync(keyOf(name, holder))
    else wx.setStorageSync(keyOf(name, holder), value)
  } catch {
    // Full, or the file system refuses: the app works as without storage, and writes again with the next change.
  }
}

/** Forgets everything kept for the current holder. */
export function forgetAll(): void {
  for (const listener of listeners) listener()
  const holder = currentHolder()
  if (holder === null) return
  for (const key of wx.getStorageInfoSync().keys) if (key.startsWith(`${holder}:`)) wx.removeStorageSync(key)
}

/** Is told before everything is forgotten, so that what is in memory goes as well. Gives the function that ends it. */
export function onForget(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
