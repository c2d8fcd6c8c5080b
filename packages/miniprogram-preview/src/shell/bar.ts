import { textSizes } from '../program'
import type { Stage } from '../stage'
import { element } from '../runtime/dom'
import { choice } from './choice'
import { askedLanguage, type Settings } from './settings'
import type { Words } from './words'

/** The top of the page: what this is about, and how it is to look. */
export function barParts(
  settings: Settings,
  stage: Stage | undefined,
  words: Words,
  update: (change: Partial<Settings>) => void,
  interfaces: HTMLElement | undefined,
): HTMLElement[] {
  const { language, theme, textSize } = settings
  const languages = [
    ['zh_CN', '简体中文'],
    ['en', 'English'],
  ] as const
  const themes = [
    ['light', words.light],
    ['dark', words.dark],
  ] as const
  const sizes = textSizes.map((size) => [size, words[size]] as const)
  const claim = element(
    'div',
    { className: 'claim' },
    element('h1', { textContent: stage?.claim[language] ?? words.title }),
    stage && element('p', { textContent: stage.explanation[language] }),
  )
  const look = element(
    'details',
    { className: 'menu' },
    element('summary', { textContent: words.look }),
    element(
      'div',
      {},
      choice(words.theme, themes, theme, (value) => update({ theme: value })),
      choice(words.textSize, sizes, textSize, (value) => update({ textSize: value })),
    ),
  )
  const languageChoice = choice(words.language, languages, language, (value) => update({ language: value }))
  const parts = [claim, interfaces, askedLanguage ? undefined : languageChoice, look]
  return parts.filter((part) => part !== undefined)
}
