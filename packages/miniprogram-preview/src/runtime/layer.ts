import { element } from './dom'

/** Where toasts, dialogs and sheets are shown: above the pages, inside the phone. */
export const layer = element('div', { id: 'layer' })

/** Shows a dialog over the dimmed pages until one of its parts calls `done`. */
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

/** Shows a sheet at the bottom edge; a tap outside closes it with undefined. */
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

/** Lets the user choose one of `options`; gives its index, or undefined when the sheet is left. */
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
