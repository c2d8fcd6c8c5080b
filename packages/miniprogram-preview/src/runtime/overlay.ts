import type { Problem } from '../program'
import { element } from './dom'
import { moduleAddress } from './loader'
import { words } from './words'

let overlay: HTMLElement | undefined

/** Covers the page with the problems of a build. The phone reloads by itself when the app builds again. */
export function showProblems(problems: Problem[]): void {
  const items = problems.map(({ file, line, column, message }) => {
    const place = [file, line, column].filter((part) => part !== undefined).join(':')
    return element('li', {}, element('b', { textContent: place }), element('span', { textContent: message }))
  })
  cover(words.buildFailed, element('ul', {}, ...items), element('p', { textContent: words.waiting }))
}

/** Covers the page with an error of the app. Only the first error is shown, since later ones mostly follow from it. */
export function showFailure(error: unknown): void {
  if (overlay) return
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
  overlay?.remove()
  overlay = element(
    'section',
    { id: 'overlay', role: 'alert' },
    element('h1', { textContent: title }),
    ...content,
  )
  document.body.append(overlay)
}
