import type { RequestRecord } from '../cloud'
import { element } from '../runtime/dom'
import { nameFinder, type Person } from './people'
import type { Condition } from './query'
import { statement } from './statement'
import { sentBy, type TracedCall } from './trace'
import type { Words } from './words'

/** Draws what a row of the list unfolds to: what was sent, each query, and the answer. */
export function callDetails({ call, requests }: TracedCall, people: Person[], words: Words): HTMLElement {
  const caller = people.find(({ key }) => key === call.person)
  const queries = requests.length
    ? requests.map((request) => query(request, caller, people, words))
    : [element('p', { textContent: words.noQueries })]
  return element(
    'div',
    { className: 'call-details' },
    element('h3', { textContent: words.event }),
    json(sentBy(call)),
    element('h3', { textContent: words.queries }),
    ...queries,
    element('h3', { textContent: words.answer }),
    json(call.error ?? call.answer),
  )
}

function query(
  request: RequestRecord,
  caller: Person | undefined,
  people: Person[],
  words: Words,
): HTMLElement {
  const { index, examined, returned, changed, ms, error, violation } = request
  const facts = [
    index && words.index(index),
    examined !== undefined && words.rows(examined, returned ?? 0),
    changed ? words.changed(changed) : undefined,
    error?.code,
    `${ms.toFixed(1)} ms`,
  ]
  return element(
    'div',
    { className: violation ? 'query violating' : 'query' },
    statement(request, nameFinder(people), words, missingIn(request, caller)),
    element('p', { className: 'facts', textContent: facts.filter(Boolean).join(' · ') }),
    violation && element('p', { className: 'violation', textContent: whyOf(request, words) }),
    violation?.lines?.length
      ? element('p', {
          className: 'facts',
          textContent: `${words.calledFrom}: ${violation.lines.join(' ← ')}`,
        })
      : undefined,
  )
}

/** Says in the page's language what is wrong with a request. */
export function whyOf({ violation }: RequestRecord, words: Words): string {
  return violation?.kind ? words.why[violation.kind] : (violation?.why ?? '')
}

/** The owner's part that a query lacks, or undefined when nothing is wrong with the query. */
export function missingIn(
  { violation, query }: RequestRecord,
  caller: Person | undefined,
): Condition['owner'] | undefined {
  const lacksOwner =
    violation && query !== undefined && violation.kind !== 'foreign' && violation.kind !== 'update'
  if (!lacksOwner || !caller) return undefined
  return { fields: caller.card?.unionid ? ['_openid', 'unionid'] : ['_openid'], name: caller.name }
}

/** Shows a short value in one line and a long one indented. */
function json(value: unknown): HTMLElement {
  const line = JSON.stringify(value) ?? 'undefined'
  return element('pre', { textContent: line.length <= 64 ? line : JSON.stringify(value, null, 2) })
}
