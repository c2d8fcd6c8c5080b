import type { Problem } from '../program'
import { element } from './dom'
import { moduleAddress } from './loader'
import { words } from './words'

let shown: HTMLElement | undefined

/** The app does not build: every problem with its place. The page comes back by itself once it does. */
export function showProblems(problems: Problem[]): void {
  const items = problems.map(({ file, line, column, message }) => {
    const place = [file, line, column].filter((part) => part !== undefined).join(':')
    return element('li', {}, element('b', { textContent: place }), element('span', { textContent: message }))
  })
  cover(words.buildFailed, element('ul', {}, ...items), element('p', { textContent: words.waiting }))
}

/** The app's code has thrown. Only the first error is shown: later ones are mostly its consequences. */
export function showFailure(error: unknown): void {
  if (shown) return
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  cover(
    words.appFailed,
    element('pre', {
      textContent: text.replaceAll(moduleAddress, '').replaceAll(`${location.origin}/preview/`, ''),
    }),
    element('p', { textContent: words.broken }),
    element('button', { textContent: words.reload, onclick: () => location.reload() }),
  )
}

function cover(title: string, ...content: HTMLElement[]): void {
  shown?.remove()
  shown = element(
    'section',
    { id: 'overlay', role: 'alert' },
    element('h1', { textContent: title }),
    ...content,
  )
  document.body.append(shown)
}
