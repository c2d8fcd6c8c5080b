import type { Language, Network, PhoneSettings, Theme } from '../program'
import { element } from '../runtime/dom'
import { choice } from './choice'
import { dot } from './dot'
import type { Person } from './people'
import type { Words } from './words'

export interface PhoneState {
  person: Person
  network: Network
  theme: Theme
  language: Language
}

/** One phone on the desk: whose it is, a small menu, and the frame in which it runs. */
export class PhoneFrame {
  private readonly caption = element('header')
  private readonly frame = element('iframe')
  readonly dom = element('section', { className: 'phone' }, this.caption, this.frame)
  private shown: PhoneState | undefined

  constructor(
    private readonly people: Person[],
    private readonly change: (change: { person?: string; network?: Network }) => void,
  ) {
    // What changes while the phone starts would be lost on it.
    this.frame.addEventListener('load', () => this.tellSettings())
  }

  /** Theme and network reach the running app; another holder or language starts it anew, the latter where it was. */
  show(state: PhoneState, words: Words): void {
    const { shown } = this
    this.shown = state
    this.caption.replaceChildren(...this.captionParts(state, words))
    this.frame.title = words.options(state.person.name)
    if (shown && shown.person === state.person && shown.language === state.language) {
      this.tellSettings()
      return
    }
    const stack = shown?.person === state.person ? (this.frame.contentWindow?.location.hash ?? '') : ''
    const query = new URLSearchParams({
      person: state.person.key,
      theme: state.theme,
      language: state.language,
      network: state.network,
    })
    const address = `/phone?${query.toString()}${stack}`
    if (shown) this.frame.contentWindow?.location.replace(address)
    else this.frame.src = address
  }

  private tellSettings(): void {
    if (!this.shown) return
    const { theme, network } = this.shown
    const settings: PhoneSettings = { theme, network }
    this.frame.contentWindow?.postMessage(settings, location.origin)
  }

  private captionParts({ person, network }: PhoneState, words: Words): HTMLElement[] {
    const { hasUnionid } = person
    const kind = hasUnionid === undefined ? words.noCloud : hasUnionid ? words.withUnionid : words.noUnionid
    const held = this.people.map(({ key, name }) => [key, name] as const)
    const networks = (['wifi', 'slow', 'none'] as const).map((value) => [value, words[value]] as const)
    const menu = element(
      'details',
      { className: 'menu' },
      element('summary', { ariaLabel: words.options(person.name), textContent: '⋯' }),
      element(
        'div',
        {},
        choice(words.holder, held, person.key, (key) => this.change({ person: key })),
        choice(words.network, networks, network, (value) => this.change({ network: value })),
      ),
    )
    return [
      dot(person),
      element('strong', { textContent: person.name }),
      element('span', { textContent: kind }),
      ...(network === 'wifi' ? [] : [element('em', { textContent: words[network] })]),
      menu,
    ]
  }
}
