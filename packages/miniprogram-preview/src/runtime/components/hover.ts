import type { Host } from './built-in'

export const hoverProperties = {
  hoverClass: 'none',
  hoverStartTime: 50,
  hoverStayTime: 400,
  hoverStopPropagation: false,
}

/** Shows `hover-class` while a finger rests on the component; with `fallback`, also when the app names none. */
export function followHover(
  host: Host<typeof hoverProperties>,
  isDisabled: () => boolean = () => false,
): void {
  let start = 0
  let shown: string[] = []
  const show = (): void => {
    const { hoverClass } = host.data
    shown = hoverClass && hoverClass !== 'none' ? host.classes(hoverClass) : []
    host.dom.classList.add(...shown)
  }
  const leave = (): void => {
    clearTimeout(start)
    const left = shown
    setTimeout(() => host.dom.classList.remove(...left), host.data.hoverStayTime)
  }
  host.dom.addEventListener('pointerdown', (event) => {
    if (isDisabled() || event.button !== 0 || event.defaultPrevented) return
    start = window.setTimeout(show, host.data.hoverStartTime)
    for (const type of ['pointerup', 'pointercancel']) document.addEventListener(type, leave, { once: true })
  })
}
