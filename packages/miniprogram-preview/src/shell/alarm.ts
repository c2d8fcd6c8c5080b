import type { Filter } from '../stage'
import { element } from '../runtime/dom'
import { missingIn, whyOf } from './call-details'
import { labelOf, nameFinder, namesOf, type Person } from './people'
import { statement } from './statement'
import { failureOf, foreignOf, nameOf, victimsOf, type TracedCall } from './trace'
import type { Words } from './words'

interface Options {
  people: Person[]
  words: Words
  /** The line that was taken out for show, if it was. */
  removed: Filter | undefined
  putBack(): void
  dismiss(): void
}

/** Draws the banner about a call that reached past its caller's own documents, or tried to. */
export function alarmBanner(traced: TracedCall, options: Options): HTMLElement[] {
  const { people, words, removed } = options
  const { call, requests } = traced
  const request = requests.find(({ violation }) => violation)
  const caller = people.find(({ key }) => key === call.person)
  const who = caller ? labelOf(caller, words) : call.person
  const whose = namesOf(victimsOf(traced), people, words)
  const title =
    request?.error || failureOf(call)
      ? words.alarmStopped(who, whose)
      : words.alarm(who, whose, Object.keys(foreignOf(traced)).length)
  const [line, ...callers] = request?.violation?.lines ?? []
  return [
    element(
      'div',
      { className: 'alarm-text' },
      element('h2', { textContent: title }),
      element('p', { textContent: request ? whyOf(request, words) : '' }),
      element(
        'p',
        { className: 'place' },
        element('b', { textContent: nameOf(call) }),
        line !== undefined && element('code', { textContent: line, title: callers.join(' ← ') }),
        ...callers
          .slice(0, 2)
          .map((caller) => element('code', { className: 'outer', textContent: `← ${caller}` })),
      ),
      removed && removedLine(removed, words),
    ),
    element(
      'div',
      { className: 'alarm-query' },
      request && statement(request, nameFinder(people), words, missingIn(request, caller)),
    ),
    element(
      'div',
      { className: 'alarm-actions' },
      removed &&
        element('button', { className: 'primary', textContent: words.putBack, onclick: options.putBack }),
      element('button', { textContent: words.dismiss, onclick: options.dismiss }),
    ),
  ]
}

function removedLine({ file, line, code }: Filter, words: Words): HTMLElement {
  return element(
    'p',
    { className: 'place' },
    element('b', { textContent: words.lineRemoved }),
    element('code', { textContent: `${file}:${line}` }),
    element('del', { textContent: code }),
  )
}
