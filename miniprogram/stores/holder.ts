import { getUserInfo } from '../services/identity'

const key = 'holder'

type Listener = (openid: string, former: string | null) => void

const listeners = new Set<Listener>()
let holder: string | null | undefined
let confirmation: Promise<string> | undefined

/**
 * The OPENID of who held the phone when the cloud last said so, maybe in an earlier launch; null before the first time.
 * WeChat keeps the storage of two people apart as well; this does not rely on it.
 */
export function currentHolder(): string | null {
  holder ??= wx.getStorageSync<string>(key) || null
  return holder
}

/**
 * Asks the cloud who holds the phone, until it has answered once in this launch: WeChat restarts a mini program whose
 * phone changes hands. Raises CallError.
 */
export function confirmHolder(): Promise<string> {
  confirmation ??= ask().catch((error: unknown) => {
    confirmation = undefined
    throw error
  })
  return confirmation
}

async function ask(): Promise<string> {
  const { openid } = await getUserInfo()
  const former = currentHolder()
  if (openid === former) return openid
  holder = openid
  try {
    wx.setStorageSync(key, openid)
  } catch {
    // The phone is full: the next launch asks before it knows.
  }
  for (const listener of listeners) listener(openid, former)
  return openid
}

/** Hears of a holder other than the one known so far, who is null before the first. Gives the function that ends it. */
export function onHolder(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
