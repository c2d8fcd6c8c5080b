import { element } from './dom'

/** Toasts, dialogs and sheets are shown in this element, above the pages. */
export const layer = element('div', { id: 'layer' })

/**
 * Shows a dialog above the dimmed pages. `build` makes its content, which must call `done` to close it with an answer.
 */
export function openModal<T>(build: (done: (answer: T) => void) => Node[]): Promise<T> {
  return new Promise((resolve) => {
    const box = element('div', { className: 'modal', role: 'dialog', ariaModal: 'true' })
    const mask = element('div', { className: 'mask' }, box)
    box.append(
      ...build((answer) => {
        mask.remove()
        resolve(answer)
      }),
    )
    layer.append(mask)
  })
}

/** Shows a sheet at the bottom edge. Gives what its content passes to `done`, or undefined after a tap outside. */
export function openSheet<T>(
  build: (done: (answer: T | undefined) => void) => Node[],
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const done = (answer: T | undefined): void => {
      mask.remove()
      resolve(answer)
    }
    const box = element('div', { className: 'sheet', role: 'dialog', ariaModal: 'true' }, ...build(done))
    const mask = element('div', { className: 'mask' }, box)
    mask.addEventListener('click', ({ target }) => target === mask && done(undefined))
    layer.append(mask)
  })
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
