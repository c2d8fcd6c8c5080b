/** What Tab reaches. */
const stop = 'button, input, textarea, [tabindex="0"]'

/** While a dialog is open, of WeChat's or the app's own, Tab goes round in it, as a screen reader stays in it. */
export function holdFocus(): void {
  const goRound = (event: KeyboardEvent): void => {
    const dialog = event.key === 'Tab' && openDialog()
    if (!dialog) return
    event.preventDefault()
    const stops = [...dialog.querySelectorAll<HTMLElement>(stop)].filter((one) => one.checkVisibility())
    const at = stops.findIndex((one) => one === document.activeElement)
    const next = event.shiftKey ? Math.max(at, 0) - 1 : at + 1
    stops[(next + stops.length) % stops.length]?.focus()
  }
  document.addEventListener('keydown', goRound, { capture: true })
}

/** The one in front. */
const openDialog = (): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('[role=dialog][aria-modal=true]')]
    .filter((dialog) => dialog.checkVisibility())
    .pop()
