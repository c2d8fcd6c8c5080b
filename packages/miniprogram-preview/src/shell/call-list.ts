import { element } from '../runtime/dom'
import { callRow, clock } from './call-row'
import { failureOf, nameOf, type TracedCall } from './trace'
import type { Person } from './people'
import type { Words } from './words'

/** Thousands of rows would make the page slow. */
const maxCalls = 200

/** What the list looks like now. */
export interface Look {
  people: Person[]
  words: Words
  /** The names of calls that are folded together. */
  quiet: readonly string[]
}

/** Calls that say little and began one after the other, folded into one row. */
interface Fold {
  calls: TracedCall[]
  row: HTMLDetailsElement
}

/** The list of function calls in the order in which they began, the newest on top. */
export class CallList {
  readonly dom = element('div', { className: 'rows' })
  private calls: TracedCall[] = []
  private readonly begins = new WeakMap<Element, number>()
  private readonly folds = new WeakMap<Element, Fold>()
  private look: Look | undefined

  show(look: Look): void {
    this.look = look
    this.dom.replaceChildren()
    for (const traced of this.calls) this.place(traced, look)
  }

  add(traced: TracedCall): void {
    this.calls.push(traced)
    if (this.look) this.place(traced, this.look)
    if (this.calls.length <= maxCalls) return
    this.calls = this.calls.slice(-maxCalls / 2)
    if (this.look) this.show(this.look)
  }

  clear(): void {
    this.calls = []
    this.dom.replaceChildren()
  }

  /** A call is told when it ends, so it may belong below others that began later. */
  private place(traced: TracedCall, look: Look): void {
    const { at } = traced.call
    const rows = [...this.dom.children]
    const below = rows.find((row) => (this.begins.get(row) ?? 0) <= at) ?? null
    const above = below ? below.previousElementSibling : this.dom.lastElementChild
    const isQuiet =
      look.quiet.includes(nameOf(traced.call)) && !failureOf(traced.call) && traced.call.violations === 0
    const fold = isQuiet && [below, above].flatMap((row) => (row && this.folds.get(row)) ?? [])[0]
    if (fold) return this.extend(fold, traced, look)
    const row = isQuiet ? this.fold(traced, look) : callRow(traced, look.people, look.words)
    this.begins.set(row, at)
    this.dom.insertBefore(row, below)
  }

  private fold(traced: TracedCall, look: Look): HTMLElement {
    const row = element('details', { className: 'quiet' }, element('summary'))
    const fold = { calls: [], row }
    this.folds.set(row, fold)
    this.extend(fold, traced, look)
    return row
  }

  private extend({ calls, row }: Fold, traced: TracedCall, { people, words }: Look): void {
    calls.push(traced)
    calls.sort((a, b) => b.call.at - a.call.at)
    this.begins.set(row, calls[0]?.call.at ?? 0)
    const names = [...new Set(calls.map(({ call }) => nameOf(call)))].join(', ')
    row
      .querySelector('summary')
      ?.replaceChildren(
        element('span', { className: 'name', textContent: words.quiet(calls.length) }),
        element('span', { className: 'facts', textContent: names }),
        element('span', { className: 'time', textContent: clock(calls[0]?.call.at ?? 0) }),
      )
    const place = calls.indexOf(traced)
    row.insertBefore(callRow(traced, people, words), row.children[place + 1] ?? null)
  }
}
