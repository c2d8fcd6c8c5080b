import type { OpenapiMood } from '../cloud'
import { element } from '../runtime/dom'
import { choice } from './choice'
import type { Words } from './words'

/** The declared interfaces of WeChat, by name; none where the cloud has none. */
export type Openapi = Record<string, OpenapiMood>

/** Long enough that a function with the platform's 3 seconds does not wait for it. */
const slowMs = 5000
/** WeChat's number for a system that is busy. */
const busy = -1

const moods = {
  answers: {},
  slow: { delayMs: slowMs },
  fails: { errcode: busy },
} satisfies Record<string, Partial<OpenapiMood>>

export async function fetchOpenapi(): Promise<Openapi> {
  const response = await fetch('/openapi')
  return response.ok ? response.json() : {}
}

/** A menu in which each interface is made slow or made to fail; undefined when there is none. */
export function openapiMenu(
  openapi: Openapi,
  words: Words,
  changed: (openapi: Openapi) => void,
): HTMLElement | undefined {
  const names = Object.entries(openapi)
  if (names.length === 0) return undefined
  const options = [
    ['answers', words.answers],
    ['slow', words.answersAfter(slowMs / 1000)],
    ['fails', words.fails(busy)],
  ] as const
  const choices = names.map(([name, { delayMs, errcode }]) =>
    choice(name, options, errcode !== 0 ? 'fails' : delayMs > 0 ? 'slow' : 'answers', (mood) => {
      const body = JSON.stringify(moods[mood])
      void fetch(`/openapi/${name}`, { method: 'POST', body }).then(async (response) =>
        changed(await response.json()),
      )
    }),
  )
  return element(
    'details',
    { className: 'menu interfaces' },
    element('summary', { textContent: words.openapi }),
    element('div', {}, element('p', { className: 'about', textContent: words.openapiAbout }), ...choices),
  )
}
