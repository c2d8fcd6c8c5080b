/**
 * Draws a part of the page again. Whoever goes by keyboard stays at the control at the same place in it, in a menu that
 * stays open; a menu that was used with a pointer is closed.
 */
export function redraw(part: HTMLElement, draw: () => void): void {
  const controls = () => [...part.querySelectorAll<HTMLElement>('button, input, summary')]
  const menus = () => [...part.querySelectorAll<HTMLDetailsElement>('details.menu')]
  const at = controls().findIndex((control) => control === document.activeElement)
  const byKeyboard = document.activeElement?.matches(':focus-visible')
  const open = menus().findIndex((menu) => menu.open && menu.contains(document.activeElement))
  draw()
  const menu = byKeyboard ? menus()[open] : undefined
  if (menu) menu.open = true
  if (at >= 0) controls()[at]?.focus()
}
