import { currentHolder } from './holder'
import { Signal } from './signal'

/** Everything kept for the current holder is about to be forgotten. Who holds some of it in memory has to drop it, too. */
export const forgetting = new Signal<void>()

/**
 * A value that the phone keeps between launches, separately for each holder. WeChat stores at most 1 MB a value and 10 MB
 * in all.
 */
export class Kept<Value> {
  /** `name` is the value's own: no other may be kept under it. */
  constructor(private readonly name: string) {}

  /** What was kept for the current holder; null if nothing was, or if no holder is known. */
  get(): Value | null {
    const key = this.key()
    return (key !== null && wx.getStorageSync<Value | ''>(key)) || null
  }

  /**
   * Keeps a value for the current holder; null removes it. Does nothing while no holder is known, or when the phone is
   * full.
   */
  set(value: Value | null): void {
    const key = this.key()
    if (key === null) return
    try {
      if (value === null) wx.removeStorageSync(key)
      else wx.setStorageSync(key, value)
    } catch {
      // Full, or the file system refuses: the app works without storage, and tries again with the next change.
    }
  }

  private key(): string | null {
    const holder = currentHolder()
    return holder === null ? null : ofHolder(holder) + this.name
  }
}

/** Forgets everything kept for the current holder. */
export function forgetAll(): void {
  forgetting.emit()
  const holder = currentHolder()
  if (holder === null) return
  for (const key of wx.getStorageInfoSync().keys)
    if (key.startsWith(ofHolder(holder))) wx.removeStorageSync(key)
}

const ofHolder = (holder: string): string => `${holder}:`
