import { element } from './dom'

/** Toasts, dialogs and sheets are shown in this element, above the pages. */
export const layer = element('div', { id: 'layer' })

/**
 * Shows a dialog above the dimmed pages. `build` makes its content, which must call `done` to close it with an answer.
 */
export function openModal<T>(build: (done: (answer: T) => void) => Node[]): Promise<T> {
  return new Promise((resolve) => {
    const box = element('div', { className: 'modal', role: 'dialog', ariaModal: 'true', tabIndex: -1 })
    const mask = element('div', { className: 'mask' }, box)
    const close = show(mask, box)
    box.append(
      ...build((answer) => {
        close()
        resolve(answer)
      }),
    )
  })
}

/** Shows a sheet at the bottom edge. Gives what its content passes to `done`, or undefined after a tap outside. */
export function openSheet<T>(
  build: (done: (answer: T | undefined) => void) => Node[],
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const box = element('div', { className: 'sheet', role: 'dialog', ariaModal: 'true', tabIndex: -1 })
    const mask = element('div', { className: 'mask' }, box)
    const close = show(mask, box)
    const done = (answer: T | undefined): void => {
      close()
      resolve(answer)
    }
    box.append(...build(done))
    mask.addEventListener('click', ({ target }) => target === mask && done(undefined))
  })
}

/** Shows a dialog, and gives it the focus. The function that it gives closes it, and gives the focus back. */
function show(mask: HTMLElement, box: HTMLElement): () => void {
  const former = document.activeElement
  layer.append(mask)
  box.focus()
  return () => {
    mask.remove()
    // A field would ask for the keyboard again.
    if (former instanceof HTMLElement && former.matches('[tabindex="0"]')) former.focus()
  }
}

/** Lets the user choose one of `options`. Gives its index, or undefined when the user closes the sheet. */
export function chooseFromSheet(
  options: string[],
  { title = '', cancel, color = '' }: { title?: string; cancel?: string; color?: string } = {},
): Promise<number | undefined> {
  return openSheet((done) => [
    ...(title ? [element('p', { className: 'title', textContent: title })] : []),
    ...options.map((textContent, index) => {
      const option = element('button', { textContent, onclick: () => done(index) })
      option.style.color = color
      return option
    }),
    ...(cancel
      ? [element('button', { className: 'cancel', textContent: cancel, onclick: () => done(undefined) })]
      : []),
  ])
}
