import type { Problem } from '../program'
import { element } from './dom'
import { moduleAddress } from './loader'
import { explainMissing } from './missing'
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

/**
 * Tells of an error of the app. On a phone the app goes on after one, so a bar tells of it and leaves the page usable;
 * an app that has not shown any page yet is covered.
 */
export function showFailure(error: unknown): void {
  const text = describe(error)
  const trace = element('pre', { textContent: text })
  const reload = element('button', { textContent: words.reload, onclick: () => location.reload() })
  failures++
  const close = element('button', { textContent: words.close, onclick: () => bar.remove() })
  const line = element('span', { textContent: text.split('\n')[0] ?? '' })
  const count = failures > 1 && element('b', { textContent: String(failures) })
  bar.replaceChildren(
    element('details', {}, element('summary', {}, count, line), trace),
    element('footer', {}, reload, close),
  )
  // The first page may be about to open.
  requestAnimationFrame(() => {
    if (document.querySelector('wx-page')) document.body.append(bar)
    else cover(words.appFailed, trace, reload)
  })
}

/** The bar with the latest error, and how many there have been. */
const bar = element('section', { id: 'failure', role: 'alert' })
let failures = 0

function describe(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const placed = text.replaceAll(moduleAddress, '').replaceAll(`${location.origin}/preview/`, '')
  const reason = explainMissing(text)
  return reason ? `${reason}\n${placed}` : placed
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
