import type { Language, Network, PhoneSettings, TextSize, Theme } from '../program'
import { element } from '../runtime/dom'
import { holderMenu } from './holder-menu'
import type { Person } from './people'
import { redraw } from './redraw'
import type { Words } from './words'

export interface PhoneState {
  person: Person
  network: Network
  theme: Theme
  language: Language
  textSize: TextSize
  /** Other people's documents that this person has got at. */
  badges: NonNullable<PhoneSettings['badges']>
  /** Whether a call from this phone has reached past its holder's own documents. */
  isAlarming: boolean
}

/** The address parameters that a phone reads only when it starts. */
const startParameters = ['person', 'language', 'text']

/** A phone in the shell: its caption with a menu, and the frame in which it runs. */
export class PhoneFrame {
  private readonly caption = element('header')
  private readonly frame = element('iframe')
  readonly dom = element(
    'section',
    { className: 'phone' },
    this.caption,
    element('div', { className: 'device' }, this.frame),
  )
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
    const { change, switchUnionid } = this
    redraw(this.caption, () =>
      this.caption.replaceChildren(holderMenu({ ...state, change, switchUnionid }, people, words)),
    )
    this.dom.ariaLabel = words.phone(state.person.name)
    this.frame.title = words.phone(state.person.name)
    this.dom.classList.toggle('alarming', state.isAlarming)
    if (shown) this.follow()
    else this.frame.src = `/phone?${this.query(state).toString()}`
  }

  /** Lets the person go elsewhere in WeChat and come back: what WeChat knows of them may have changed meanwhile. */
  goAway(): void {
    const settings: PhoneSettings = { away: true }
    this.frame.contentWindow?.postMessage(settings, location.origin)
  }

  /** Brings the frame to the state that it should show. */
  private follow(): void {
    // When the browser shows an error page, its document cannot be reached, and the user must reload the page.
    const at = this.frame.contentDocument?.location
    if (!at || !this.shown) return
    const { theme, network, badges } = this.shown
    const runningQuery = new URLSearchParams(at.search)
    const wantedQuery = this.query(this.shown)
    if (startParameters.every((name) => runningQuery.get(name) === wantedQuery.get(name))) {
      const settings: PhoneSettings = { theme, network, badges }
      return this.frame.contentWindow?.postMessage(settings, location.origin)
    }
    const stack = runningQuery.get('person') === wantedQuery.get('person') ? at.hash : ''
    at.replace(`/phone?${wantedQuery.toString()}${stack}`)
  }

  private query({ person, theme, language, textSize, network }: PhoneState): URLSearchParams {
    const phone = String(this.index)
    return new URLSearchParams({ phone, person: person.key, theme, language, text: textSize, network })
  }
}
