import { textSizes } from '../program'
import { element } from '../runtime/dom'
import { CallList } from './call-list'
import { choice } from './choice'
import { fetchPeople, holdsPhone, switchUnionid } from './people'
import { PhoneFrame } from './phone-frame'
import { loadSettings, saveSettings, type Settings } from './settings'
import { followTrace } from './trace'
import { wordsIn, type Words } from './words'

async function start(): Promise<void> {
  let people = await fetchPeople()
  const hasCloud = people.some(({ card }) => card !== undefined)
  let settings = loadSettings(people.filter(holdsPhone).map(({ key }) => key))

  const bar = element('header', { className: 'bar' })
  const calls = new CallList(people, hasCloud)
  const frames = settings.phones.map(
    (_, index) =>
      new PhoneFrame(
        index,
        (change) => {
          const phones = settings.phones.map((phone, at) => (at === index ? { ...phone, ...change } : phone))
          update({ ...settings, phones })
        },
        (key, on) => void switchFor(key, on),
      ),
  )
  document.body.append(bar, element('main', {}, ...frames.map(({ dom }) => dom), calls.dom))

  const update = (next: Settings): void => {
    settings = next
    saveSettings(next)
    const { language, theme, textSize, phones } = next
    const words = wordsIn(language)
    document.documentElement.dataset['theme'] = theme
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
    document.title = words.title
    bar.replaceChildren(...barParts(next, words, update))
    calls.show(words)
    phones.forEach((phone, index) => {
      const person = people.find(({ key }) => key === phone.person)
      const state = { network: phone.network, theme, language, textSize }
      if (person) frames[index]?.show({ person, ...state }, people, words)
    })
  }
  const switchFor = async (key: string, on: boolean): Promise<void> => {
    await switchUnionid(key, on)
    people = await fetchPeople()
    update(settings)
  }
  update(settings)
  if (hasCloud)
    followTrace(
      () => calls.clear(),
      (traced) => calls.add(traced),
    )
  document.addEventListener('pointerdown', ({ target }) => closeMenus(target))
  // This document does not hear a press inside a phone, but it loses the focus then.
  window.addEventListener('blur', () => closeMenus(null))
}

function barParts(settings: Settings, words: Words, update: (next: Settings) => void): HTMLElement[] {
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
  return [
    element('h1', { textContent: words.title }),
    choice(words.language, languages, language, (value) => update({ ...settings, language: value })),
    choice(words.theme, themes, theme, (value) => update({ ...settings, theme: value })),
    choice(words.textSize, sizes, textSize, (value) => update({ ...settings, textSize: value })),
  ]
}

function closeMenus(except: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]'))
    if (!(except instanceof Node && menu.contains(except))) menu.open = false
}

void start()
