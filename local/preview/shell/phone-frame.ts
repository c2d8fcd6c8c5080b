import type { Language, Network, PhoneSettings, Theme } from '../program'
import { element } from '../runtime/dom'
import { choice } from './choice'
import { dot } from './dot'
import { holdsPhone, kindOf, type Person } from './people'
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
    private readonly change: (change: { person?: string; network?: Network }) => void,
    private readonly switchUnionid: (person: string, on: boolean) => void,
  ) {
    // What changes while the phone starts would be lost on it.
    this.frame.addEventListener('load', () => this.tellSettings())
  }

  /** Theme and network reach the running app; another holder or language starts it anew, the latter where it was. */
  show(state: PhoneState, people: Person[], words: Words): void {
    const { shown } = this
    this.shown = state
    this.caption.replaceChildren(...this.captionParts(state, people, words))
    this.frame.title = words.options(state.person.name)
    if (shown && shown.person.key === state.person.key && shown.language === state.language) {
      this.tellSettings()
      return
    }
    const stack =
      shown?.person.key === state.person.key ? (this.frame.contentWindow?.location.hash ?? '') : ''
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

  private captionParts({ person, network }: PhoneState, people: Person[], words: Words): HTMLElement[] {
    const { key, name, card } = person
    const holders = people
      .filter(holdsPhone)
      .map((one) => [one.key, `${one.name} · ${kindOf(one, words)}`] as const)
    const unionid = [
      ['on', words.on],
      ['off', words.off],
    ] as const
    const networks = (['wifi', 'slow', 'none'] as const).map((value) => [value, words[value]] as const)
    const menu = element(
      'details',
      { className: 'menu' },
      element('summary', { ariaLabel: words.options(name), textContent: '⋯' }),
      element(
        'div',
        {},
        choice(words.holder, holders, key, (chosen) => this.change({ person: chosen })),
        ...(card?.switchable
          ? [
              choice('UNIONID', unionid, card.unionid ? 'on' : 'off', (value) =>
                this.switchUnionid(key, value === 'on'),
              ),
            ]
          : []),
        choice(words.network, networks, network, (value) => this.change({ network: value })),
      ),
    )
    return [
      dot(person),
      element('strong', { textContent: name }),
      element('span', { textContent: kindOf(person, words) }),
      ...(network === 'wifi' ? [] : [element('em', { textContent: words[network] })]),
      menu,
    ]
  }
}
