import type { PhoneSettings } from '../program'
import { asFrameworkElement } from './boundary'

type Badges = NonNullable<PhoneSettings['badges']>

/**
 * Puts a badge on whatever shows one of the documents that the shell names: a node that has the document's id in its
 * dataset, as a row of a list has for its tap. Follows what the app draws later.
 */
export function showBadges(): void {
  let badges: Badges = {}
  const draw = () => {
    for (const node of document.querySelectorAll<HTMLElement>('wx-page *')) {
      const badge = badgeOf(node, badges)
      if (badge?.text === node.dataset['foreign']) continue
      if (badge) {
        node.dataset['foreign'] = badge.text
        node.style.setProperty('--foreign', badge.color)
      } else delete node.dataset['foreign']
    }
  }
  const changes = new MutationObserver(draw)
  window.addEventListener('message', ({ origin, data }: MessageEvent<PhoneSettings>) => {
    if (origin !== location.origin || !data.badges) return
    badges = data.badges
    changes.disconnect()
    if (Object.keys(badges).length > 0) changes.observe(document.body, { childList: true, subtree: true })
    draw()
  })
}

function badgeOf(node: HTMLElement, badges: Badges): Badges[string] | undefined {
  const values = Object.values(asFrameworkElement(node).__wxElement?.dataset ?? {})
  const id = values.find(
    (value): value is string => typeof value === 'string' && Object.hasOwn(badges, value),
  )
  return id === undefined ? undefined : badges[id]
}
