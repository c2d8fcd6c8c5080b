import {
  networks,
  type Language,
  type Network,
  type PhoneSettings,
  type TextSize,
  type Theme,
} from '../program'
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
  textSize: TextSize
}

/** What a phone can only be told at its start. */
const atStart = ['person', 'language', 'text']

/** One phone on the desk: whose it is, a small menu, and the frame in which it runs. */
export class PhoneFrame {
  private readonly caption = element('header')
  private readonly frame = element('iframe')
  readonly dom = element('section', { className: 'phone' }, this.caption, this.frame)
  private shown: PhoneState | undefined

  constructor(
    private readonly index: number,
    private readonly change: (change: { person?: string; network?: Network }) => void,
    private readonly switchUnionid: (person: string, on: boolean) => void,
  ) {
    // What changes while the phone starts may be lost on it: settings sent too early, and a new address as well.
    this.frame.addEventListener('load', () => this.follow())
  }

  /** Theme and network reach the running app; the rest starts it anew, and where it was as long as its holder stays. */
  show(state: PhoneState, people: Person[], words: Words): void {
    const { shown } = this
    this.shown = state
    this.caption.replaceChildren(...this.captionParts(state, people, words))
    this.frame.title = words.options(state.person.name)
    if (shown) this.follow()
    else this.frame.src = `/phone?${this.query(state).toString()}`
  }

  /** Makes the frame run as the state says, if it does not. */
  private follow(): void {
    // An error page of the browser has no document for us, and comes back by hand only.
    const at = this.frame.contentDocument?.location
    if (!at || !this.shown) return
    const { theme, network } = this.shown
    const runs = new URLSearchParams(at.search)
    const wanted = this.query(this.shown)
    if (atStart.every((name) => runs.get(name) === wanted.get(name))) {
      const settings: PhoneSettings = { theme, network }
      return this.frame.contentWindow?.postMessage(settings, location.origin)
    }
    const stack = runs.get('person') === wanted.get('person') ? at.hash : ''
    at.replace(`/phone?${wanted.toString()}${stack}`)
  }

  private query({ person, theme, language, textSize, network }: PhoneState): URLSearchParams {
    const phone = String(this.index)
    return new URLSearchParams({ phone, person: person.key, theme, language, text: textSize, network })
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
    const reaches = networks.map((value) => [value, words[value]] as const)
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
        choice(words.network, reaches, network, (value) => this.change({ network: value })),
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
