/**
 * Makes an element whose children are of one height a wheel: the child in the middle is chosen. Gives functions to choose
 * one and to know which is chosen. `onSettle` is called with its index when a finger has chosen another one.
 */
export function wheel(dom: HTMLElement, itemHeight: () => number, onSettle: (index: number) => void) {
  let chosen = 0
  let timer = 0
  const settle = (): void => {
    const index = Math.round(dom.scrollTop / itemHeight())
    if (index === chosen) return
    chosen = index
    onSettle(index)
  }
  dom.addEventListener('scroll', () => {
    clearTimeout(timer)
    // The event scrollend is not in all browsers; a wheel that stands still for this time, in milliseconds, has settled.
    timer = window.setTimeout(settle, 120)
  })
  // A mouse does not drag what scrolls, as a finger does.
  dom.addEventListener('pointerdown', (down) => {
    if (down.pointerType !== 'mouse') return
    const start = dom.scrollTop
    const move = (event: PointerEvent): void => {
      dom.style.scrollSnapType = 'none'
      dom.scrollTop = start + down.clientY - event.clientY
    }
    document.addEventListener('pointermove', move)
    document.addEventListener(
      'pointerup',
      () => {
        document.removeEventListener('pointermove', move)
        dom.style.scrollSnapType = ''
      },
      { once: true },
    )
  })
  return {
    choose(index: number): void {
      chosen = index
      dom.scrollTop = index * itemHeight()
    },
    chosen: () => chosen,
  }
}
