/** What the phone tells the shell around it. */
export interface PhoneWarning {
  warning: string
}

const told = new Set<string>()

/** Tells a developer, once, of something that works otherwise on a phone. The shell lists it beside the phones. */
export function warn(text: string): void {
  if (told.has(text)) return
  told.add(text)
  console.warn(text)
  const message: PhoneWarning = { warning: text }
  if (window.parent !== window) window.parent.postMessage(message, location.origin)
}
