import { element } from '../runtime/dom'
import { callDetails } from './call-details'
import { dot } from './dot'
import { labelOf, nameFinder, type Person } from './people'
import { ownerOf, ownerText } from './query'
import { failureOf, nameOf, type TracedCall } from './trace'
import type { Words } from './words'

/** Draws a call as one line that tells who asked for what, and unfolds to its details. */
export function callRow(traced: TracedCall, people: Person[], words: Words): HTMLDetailsElement {
  const { call } = traced
  const person = people.find(({ key }) => key === call.person)
  const summary = element(
    'summary',
    {},
    dot(person),
    cell('who', person ? labelOf(person, words) : call.person),
    cell('name', nameOf(call)),
    outcome(traced, words),
    cell('ms', duration(call.ms)),
    cell('time', clock(call.at)),
    element(
      'span',
      { className: 'work' },
      ownerChip(traced, people, words),
      cell('facts', factsOf(traced, words)),
    ),
  )
  const row = element('details', { className: call.violations > 0 ? 'call violating' : 'call' }, summary)
  // Most rows are never opened, so the details are made only when the row is opened.
  row.addEventListener('toggle', () => row.append(callDetails(traced, people, words)), { once: true })
  return row
}

const cell = (className: string, textContent: string) => element('span', { className, textContent })

function outcome({ call }: TracedCall, words: Words): HTMLElement {
  const failure = failureOf(call)
  if (call.violations > 0) return cell('code violation', words.violation)
  return cell(failure ? 'code failed' : 'code', failure ?? 'OK')
}

/** The condition that keeps the call to its caller's documents. */
function ownerChip({ requests }: TracedCall, people: Person[], words: Words): HTMLElement | undefined {
  if (requests.some(({ violation }) => violation)) return cell('chip missing', words.noOwner)
  const owners = requests.map((request) => ownerOf(request, nameFinder(people)))
  const owner = owners.find((one) => one !== undefined)
  return owner && cell('chip', ownerText(owner))
}

function factsOf({ call, requests }: TracedCall, words: Words): string {
  if (requests.length === 0) return words.noQueries
  const sum = (field: 'examined' | 'returned' | 'changed') =>
    requests.reduce((total, request) => total + (request[field] ?? 0), 0)
  const indexes = new Set(requests.flatMap(({ index }) => index?.split(/,\s*/).filter(Boolean) ?? []))
  const changed = sum('changed')
  return [
    [...indexes].join(', '),
    requests.some(({ query }) => query !== undefined) && words.rows(sum('examined'), sum('returned')),
    changed > 0 && words.changed(changed),
    words.trips(call.roundTrips),
  ]
    .filter(Boolean)
    .join(' · ')
}

const duration = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`)

export function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB')
}
