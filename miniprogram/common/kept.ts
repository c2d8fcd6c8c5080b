import { currentHolder } from './holder'
import { Signal } from './signal'

/**
 * What was kept for the current holder is forgotten: everything, or only copies of what the cloud had. Who holds some of it
 * in memory has to drop it, too.
 */
export const forgetting = new Signal<'everything' | 'copies'>()

/**
 * A value that the phone keeps between launches, separately for each holder. WeChat stores at most 1 MB a value and 10 MB
 * in all.
 */
export class Kept<Value> {
  /** `name` is the value's own: no other may be kept under it. `owner` gives for whom it is kept; null for nobody. */
  constructor(
    private readonly name: string,
    private readonly owner: () => string | null = currentHolder,
  ) {}

  /** What was kept for its owner; null if nothing was, or if there is no owner. */
  get(): Value | null {
    const key = this.key()
    return (key !== null && wx.getStorageSync<Value | ''>(key)) || null
  }

  /**
   * Keeps a value for its owner; null removes it. False, with nothing kept, while there is no owner, or when the phone is
   * full.
   */
  set(value: Value | null): boolean {
    const key = this.key()
    if (key === null) return false
    try {
      if (value === null) wx.removeStorageSync(key)
      else wx.setStorageSync(key, value)
      return true
    } catch {
      // Full, or the file system refuses: the app works without storage, and tries again later.
      return false
    }
  }

  private key(): string | null {
    const owner = this.owner()
    return owner === null ? null : ofOwner(owner) + this.name
  }
}

/** Forgets everything kept for the current holder. */
export function forgetAll(): void {
  const holder = currentHolder()
  if (holder !== null)
    for (const key of wx.getStorageInfoSync().keys)
      if (key.startsWith(ofOwner(holder))) wx.removeStorageSync(key)
  forgetting.emit('everything')
}

/** Forgets what the phone can ask the cloud again, where that has become something else. */
export const forgetCopies = (): void => forgetting.emit('copies')

const ofOwner = (owner: string): string => `${owner}:`
