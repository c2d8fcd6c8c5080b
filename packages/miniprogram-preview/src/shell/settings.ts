import type { Language, Network, TextSize, Theme } from '../program'

export interface Settings {
  language: Language
  theme: Theme
  textSize: TextSize
  /** For each phone, the key of the person who holds it, and its network. */
  phones: { person: string; network: Network }[]
  /** Whether the first steps are still shown. */
  hasSteps: boolean
  /** Violations up to this time are known: in epoch milliseconds. */
  alarmsFrom: number
}

const key = 'preview:shell'

/** The language that a page around this one asks for, as `?language=en`. Then it is not to be chosen here. */
const asked = new URLSearchParams(location.search).get('language')
export const askedLanguage: Language | undefined =
  asked === null ? undefined : asked === 'en' ? 'en' : 'zh_CN'

/** Gives the last choices in this browser. At first the language and the theme are those of the browser. */
export function loadSettings(people: string[]): Settings {
  const [first = 'alice', second = first] = people
  const settings: Settings = {
    language: navigator.language.startsWith('zh') ? 'zh_CN' : 'en',
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    textSize: 'standard',
    phones: [first, second].map((person) => ({ person, network: 'wifi' })),
    hasSteps: true,
    alarmsFrom: 0,
  }
  const stored: Partial<Settings> = JSON.parse(localStorage.getItem(key) ?? '{}')
  const phones = stored.phones?.every(({ person }) => people.includes(person))
    ? stored.phones
    : settings.phones
  const language = askedLanguage ?? stored.language ?? settings.language
  return { ...settings, ...stored, language, phones }
}

export function saveSettings(settings: Settings): void {
  localStorage.setItem(key, JSON.stringify(settings))
}
