import type { Host } from './built-in'

export const hoverProperties = {
  hoverClass: 'none',
  hoverStartTime: 50,
  hoverStayTime: 400,
}

/** Adds the classes of `hover-class` while a finger rests on the component, unless `isDisabled` says no. */
export function followHover(
  host: Host<typeof hoverProperties>,
  isDisabled: () => boolean = () => false,
): void {
  let showTimer = 0
  let shownClasses: string[] = []
  const show = (): void => {
    const { hoverClass } = host.data
    shownClasses = hoverClass && hoverClass !== 'none' ? host.classes(hoverClass) : []
    host.dom.classList.add(...shownClasses)
  }
  const leave = (): void => {
    clearTimeout(showTimer)
    const classesToRemove = shownClasses
    setTimeout(() => host.dom.classList.remove(...classesToRemove), host.data.hoverStayTime)
  }
  host.dom.addEventListener('pointerdown', (event) => {
    if (isDisabled() || event.button !== 0 || event.defaultPrevented) return
    showTimer = window.setTimeout(show, host.data.hoverStartTime)
    for (const type of ['pointerup', 'pointercancel']) document.addEventListener(type, leave, { once: true })
  })
}
