import { element } from '../runtime/dom'
import { dot } from './dot'
import type { Person } from './people'
import type { RequestRecord } from '../cloud'
import { failureOf, nameOf, type TracedCall } from './trace'
import type { Words } from './words'

/** Thousands of rows would make the page slow. */
const maxRows = 200

/** The list of function calls, newest first. A click on a row shows the details of the call. */
export class CallList {
  readonly dom = element('section', { className: 'calls' })
  private readonly rows = element('div', { className: 'rows' })
  private calls: TracedCall[] = []
  private words: Words | undefined

  constructor(
    private readonly people: Person[],
    private readonly hasCloud: boolean,
  ) {}

  show(words: Words): void {
    this.words = words
    const clear = element('button', { textContent: words.clear, onclick: () => this.clear() })
    const hint = element('p', { textContent: this.hasCloud ? words.noCalls : words.callsNeedCloud })
    this.dom.replaceChildren(
      element('header', {}, element('h2', { textContent: words.calls }), clear),
      this.rows,
      hint,
    )
    this.rows.replaceChildren(...this.calls.map((traced) => this.row(traced, words)))
  }

  add(traced: TracedCall): void {
    this.calls = [traced, ...this.calls].slice(0, maxRows)
    if (!this.words) return
    this.rows.prepend(this.row(traced, this.words))
    while (this.rows.childElementCount > maxRows) this.rows.lastElementChild?.remove()
  }

  clear(): void {
    this.calls = []
    this.rows.replaceChildren()
  }

  private row({ call, requests }: TracedCall, words: Words): HTMLElement {
    const failure = failureOf(call)
    const examined = requests.reduce((sum, request) => sum + (request.examined ?? 0), 0)
    const person = this.people.find(({ key }) => key === call.person)
    const cell = (className: string, textContent: string) => element('span', { className, textContent })
    const summary = element(
      'summary',
      {},
      cell('time', clock(call.at)),
      dot(person),
      cell('name', nameOf(call)),
      call.violations > 0
        ? cell('code violation', words.violation)
        : cell(failure ? 'code failed' : 'code', failure ?? 'OK'),
      cell('count', words.trips(call.roundTrips)),
      cell('count', words.rows(examined)),
      cell('count', call.ms < 1000 ? `${Math.round(call.ms)} ms` : `${(call.ms / 1000).toFixed(1)} s`),
    )
    const row = element('details', {}, summary)
    // Most rows are never opened, so the details are made only when the row is opened.
    row.addEventListener('toggle', () => row.append(...details({ call, requests }, words)), { once: true })
    return row
  }
}

function details({ call, requests }: TracedCall, words: Words): HTMLElement[] {
  const queries = requests.length
    ? requests.map((request) => query(request, words))
    : [element('p', { textContent: words.noQueries })]
  return [
    element('h3', { textContent: words.event }),
    json(call.event),
    element('h3', { textContent: words.queries }),
    ...queries,
    element('h3', { textContent: words.answer }),
    json(call.error ?? call.answer),
  ]
}

function query(request: RequestRecord, words: Words): HTMLElement {
  const { action, collection, index, examined, returned, changed, ms, error } = request
  const { query, stages, fields, order, update, violation } = request
  const facts = [
    index,
    examined === undefined ? undefined : words.examined(examined, returned ?? 0),
    changed ? words.changed(changed) : undefined,
    error?.code,
    `${ms.toFixed(1)} ms`,
  ]
  const data = Object.entries({ query, stages, fields, order, update }).filter(
    ([, value]) => value !== undefined,
  )
  return element(
    'div',
    { className: 'query' },
    element('b', { textContent: collection ? `${action} ${collection}` : action }),
    element('span', { textContent: facts.filter(Boolean).join(' · ') }),
    ...(violation
      ? [
          element(
            'p',
            { className: 'violation' },
            element('b', { textContent: words.concerned(violation.owners) }),
            element('span', { textContent: violation.why }),
          ),
        ]
      : []),
    json(Object.fromEntries(data)),
  )
}

/** Shows a short value in one line and a long one indented. */
function json(value: unknown): HTMLElement {
  const line = JSON.stringify(value) ?? 'undefined'
  return element('pre', { textContent: line.length <= 48 ? line : JSON.stringify(value, null, 2) })
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB')
}
