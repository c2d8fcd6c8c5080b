import { networks, type Network } from '../program'
import { element } from '../runtime/dom'
import { choice } from './choice'
import { dot } from './dot'
import { aboutOf, holdsPhone, kindOf, type Person } from './people'
import type { Words } from './words'

interface Choices {
  person: Person
  network: Network
  change(change: { person?: string; network?: Network }): void
  switchUnionid(person: string, on: boolean): void
}

/** The line above a phone: who holds it, as a menu in which somebody else can be chosen. */
export function holderMenu(choices: Choices, people: Person[], words: Words): HTMLElement {
  const { person, network, change, switchUnionid } = choices
  const { key, name, card } = person
  const unionidOptions = [
    ['on', words.on],
    ['off', words.off],
  ] as const
  const networkOptions = networks.map((value) => [value, words[value]] as const)
  return element(
    'details',
    { className: 'menu holder' },
    element(
      'summary',
      { ariaLabel: `${words.phone(name)}: ${kindOf(person, words)}` },
      dot(person),
      element('strong', { textContent: name }),
      element('span', { textContent: kindOf(person, words) }),
      network !== 'wifi' && element('em', { textContent: words[network] }),
    ),
    element(
      'div',
      {},
      holderChoice(person, people, words, (chosen) => change({ person: chosen })),
      card?.switchable &&
        choice('UNIONID', unionidOptions, card.unionid ? 'on' : 'off', (value) =>
          switchUnionid(key, value === 'on'),
        ),
      choice(words.network, networkOptions, network, (value) => change({ network: value })),
    ),
  )
}

function holderChoice(
  chosen: Person,
  people: Person[],
  words: Words,
  onChoose: (key: string) => void,
): HTMLElement {
  const name = `holder-${Math.random().toString(36).slice(2)}`
  const options = people.filter(holdsPhone).map((person) =>
    element(
      'label',
      {},
      element('input', {
        type: 'radio',
        name,
        checked: person.key === chosen.key,
        onchange: () => onChoose(person.key),
      }),
      dot(person),
      element('strong', { textContent: person.name }),
      element('span', { textContent: kindOf(person, words) }),
      element('small', { textContent: aboutOf(person, words) }),
    ),
  )
  return element(
    'fieldset',
    { className: 'people' },
    element('legend', { textContent: words.holder }),
    ...options,
  )
}
