import type { Language } from '../program'
import type { Attack, Filter, Stage } from '../stage'
import { element } from '../runtime/dom'
import { callDetails } from './call-details'
import { choice } from './choice'
import { launch } from './own-stage'
import { labelOf, namesOf, type Person } from './people'
import { failureOf, foreignOf, nameOf, victimsOf, type TracedCall } from './trace'
import type { Words } from './words'

export interface BreakInLook {
  stage: Stage
  people: Person[]
  words: Words
  language: Language
}

/** The panel in which somebody attacks somebody else's document, with and without the owner filter. */
export class BreakIn {
  readonly dom = element('div', { className: 'break-in' })
  /** What became of each attack, by its key. */
  private readonly results = new Map<string, { traced: TracedCall; target: string } | { error: string }>()
  private readonly said = element('p', { className: 'said', role: 'status' })

  constructor(
    private readonly traced: (invocation: string) => Promise<TracedCall>,
    private readonly switchFilter: (removed: boolean) => void,
  ) {}

  show(look: BreakInLook): void {
    const { stage, words, language } = look
    const all = element('button', { className: 'primary', textContent: words.tryAll })
    all.onclick = async () => {
      for (const attack of stage.attacks) await this.attempt(attack, look)
    }
    this.dom.replaceChildren(
      element('p', { textContent: stage.attack[language] }, ' ', this.said),
      filterChoice(stage.filter, words, this.switchFilter),
      all,
      element('ol', {}, ...stage.attacks.map((attack) => this.item(attack, look))),
    )
  }

  /** What was tried with the filter says nothing about how it is without, and the other way round. */
  forget(): void {
    this.results.clear()
    this.said.textContent = ''
  }

  private item(attack: Attack, look: BreakInLook): HTMLElement {
    const { words, language } = look
    const result = this.results.get(attack.key)
    const item = element(
      'li',
      {},
      element('h3', { textContent: attack.title[language] }),
      element('button', {
        textContent: words.tryIt,
        ariaLabel: `${words.tryIt}: ${attack.title[language]}`,
        onclick: () => void this.attempt(attack, look),
      }),
      element('p', { textContent: attack.how[language] }),
    )
    item.dataset['attack'] = attack.key
    if (result && 'error' in result)
      item.append(element('p', { className: 'outcome', textContent: result.error }))
    else if (result) item.append(...outcome(result.traced, result.target, attack, look))
    return item
  }

  private async attempt(attack: Attack, look: BreakInLook): Promise<void> {
    try {
      const { invocation, aimed } = await launch(attack.key, look.language)
      const traced = await this.traced(invocation)
      this.results.set(attack.key, { traced, target: aimed.target })
      this.said.textContent = `${attack.title[look.language]}: ${outcomeText(traced, look)}`
    } catch (error) {
      this.results.set(attack.key, { error: error instanceof Error ? error.message : String(error) })
    }
    const shown = this.dom.querySelector(`[data-attack="${attack.key}"]`)
    const hadFocus = shown?.contains(document.activeElement)
    const item = this.item(attack, look)
    shown?.replaceWith(item)
    if (hadFocus) item.querySelector('button')?.focus()
  }
}

function filterChoice(filter: Filter, words: Words, onSwitch: (removed: boolean) => void): HTMLElement {
  const { file, line, code, removed } = filter
  const options = [
    ['kept', words.filterKept],
    ['removed', words.filterRemoved],
  ] as const
  return element(
    'div',
    { className: removed ? 'filter removed' : 'filter' },
    choice(words.filter, options, removed ? 'removed' : 'kept', (value) => onSwitch(value === 'removed')),
    element(
      'p',
      {},
      element('code', { textContent: `${file}:${line}` }),
      element(removed ? 'del' : 'code', { className: 'line', textContent: code }),
    ),
    element('p', { className: 'facts', textContent: words.filterAbout }),
  )
}

function outcome(traced: TracedCall, target: string, attack: Attack, look: BreakInLook): HTMLElement[] {
  const { people, words, language } = look
  const leaked = hasLeaked(traced)
  const details = element(
    'details',
    {},
    element('summary', { textContent: `${nameOf(traced.call)} · ${words.target(target)}` }),
    callDetails(traced, people, words),
  )
  return [
    element('p', {
      className: leaked ? 'outcome leaked' : 'outcome',
      textContent: outcomeText(traced, look),
    }),
    ...(leaked ? [] : [element('p', { textContent: attack.why[language] })]),
    details,
  ]
}

const hasLeaked = ({ call }: TracedCall): boolean => call.violations > 0 && failureOf(call) === undefined

function outcomeText(traced: TracedCall, { people, words }: BreakInLook): string {
  const { call } = traced
  const caller = people.find(({ key }) => key === call.person)
  const who = caller ? labelOf(caller, words) : call.person
  const failure = failureOf(call)
  if (hasLeaked(traced)) {
    return words.got(who, namesOf(victimsOf(traced), people, words), Object.keys(foreignOf(traced)).length)
  }
  if (call.violations > 0) return words.stopped
  return failure ? `${words.nothing(who)} · ${failure}` : words.nothing(who)
}
