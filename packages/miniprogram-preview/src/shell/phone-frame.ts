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

/** The address parameters that a phone reads only when it starts. */
const startParameters = ['person', 'language', 'text']

/** A phone in the shell: its caption with a menu, and the frame in which it runs. */
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
    // A phone that is still starting can miss new settings and a new address, so they are compared again afterwards.
    this.frame.addEventListener('load', () => this.follow())
  }

  /**
   * Shows the phone in the given state. A running phone can change its theme and network. For any other change it
   * starts again, with the same pages open unless another person holds it now.
   */
  show(state: PhoneState, people: Person[], words: Words): void {
    const { shown } = this
    this.shown = state
    this.caption.replaceChildren(...this.captionParts(state, people, words))
    this.frame.title = words.options(state.person.name)
    if (shown) this.follow()
    else this.frame.src = `/phone?${this.query(state).toString()}`
  }

  /** Brings the frame to the state that it should show. */
  private follow(): void {
    // When the browser shows an error page, its document cannot be reached, and the user must reload the page.
    const at = this.frame.contentDocument?.location
    if (!at || !this.shown) return
    const { theme, network } = this.shown
    const runningQuery = new URLSearchParams(at.search)
    const wantedQuery = this.query(this.shown)
    if (startParameters.every((name) => runningQuery.get(name) === wantedQuery.get(name))) {
      const settings: PhoneSettings = { theme, network }
      return this.frame.contentWindow?.postMessage(settings, location.origin)
    }
    const stack = runningQuery.get('person') === wantedQuery.get('person') ? at.hash : ''
    at.replace(`/phone?${wantedQuery.toString()}${stack}`)
  }

  private query({ person, theme, language, textSize, network }: PhoneState): URLSearchParams {
    const phone = String(this.index)
    return new URLSearchParams({ phone, person: person.key, theme, language, text: textSize, network })
  }

  private captionParts({ person, network }: PhoneState, people: Person[], words: Words): HTMLElement[] {
    const { key, name, card } = person
    const holderOptions = people
      .filter(holdsPhone)
      .map((one) => [one.key, `${one.name} · ${kindOf(one, words)}`] as const)
    const unionidOptions = [
      ['on', words.on],
      ['off', words.off],
    ] as const
    const networkOptions = networks.map((value) => [value, words[value]] as const)
    const menu = element(
      'details',
      { className: 'menu' },
      element('summary', { ariaLabel: words.options(name), textContent: '⋯' }),
      element(
        'div',
        {},
        choice(words.holder, holderOptions, key, (chosen) => this.change({ person: chosen })),
        ...(card?.switchable
          ? [
              choice('UNIONID', unionidOptions, card.unionid ? 'on' : 'off', (value) =>
                this.switchUnionid(key, value === 'on'),
              ),
            ]
          : []),
        choice(words.network, networkOptions, network, (value) => this.change({ network: value })),
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
