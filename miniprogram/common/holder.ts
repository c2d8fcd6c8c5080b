import { callPlain } from './cloud'
import { Signal } from './signal'

const storageKey = 'holder'

let holder: string | null | undefined
let confirmed: string | null = null
let confirmation: Promise<string> | undefined

/** The cloud names a holder other than the one known so far. Before the first of all, `former` is null. */
export const holderChanges = new Signal<{ openid: string; former: string | null }>()

/**
 * The OPENID of who held the phone when the cloud last said so, maybe in an earlier launch; null before the first time.
 * WeChat keeps the storage of two people apart as well; this does not rely on it.
 */
export function currentHolder(): string | null {
  holder ??= wx.getStorageSync<string>(storageKey) || null
  return holder
}

/** As `currentHolder`, but null until the cloud has said so in this launch. */
export const confirmedHolder = (): string | null => confirmed

/**
 * Asks the cloud who holds the phone, and gives that OPENID. Once the cloud has answered it is not asked again in this
 * launch: WeChat restarts a mini program whose phone changes hands. Raises CallError.
 */
export function confirmHolder(): Promise<string> {
  confirmation ??= ask().catch((error: unknown) => {
    confirmation = undefined
    throw error
  })
  return confirmation
}

async function ask(): Promise<string> {
  const { openid } = await callPlain('getUserInfo')
  const former = currentHolder()
  confirmed = openid
  if (openid === former) return openid
  holder = openid
  try {
    wx.setStorageSync(storageKey, openid)
  } catch {
    // The phone is full: the next launch has to ask before it knows.
  }
  holderChanges.emit({ openid, former })
  return openid
}
