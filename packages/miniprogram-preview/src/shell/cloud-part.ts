import type { Stage } from '../stage'
import { element } from '../runtime/dom'
import { BreakIn } from './break-in'
import { CallList, type Look } from './call-list'
import { addSamples, switchFilter } from './own-stage'
import { redraw } from './redraw'
import type { Settings } from './settings'
import type { TracedCall } from './trace'

interface Options {
  hasCloud: boolean
  onFilter(filter: Stage['filter']): void
  onSteps(): void
}

/** What stands for the cloud between the phones: its calls and, where the project offers it, the attempts to break in. */
export class CloudPart {
  readonly dom = element('section', { className: 'cloud' })
  private readonly calls = new CallList()
  private readonly breakIn: BreakIn
  private tab: 'calls' | 'break-in' = 'calls'
  private readonly waiting = new Map<string, (traced: TracedCall) => void>()
  private readonly known = new Map<string, TracedCall>()

  constructor(private readonly options: Options) {
    this.breakIn = new BreakIn(
      (invocation) => this.traced(invocation),
      (removed) => void this.switchFilter(removed),
    )
  }

  show(stage: Stage | undefined, settings: Settings, { people, words }: Omit<Look, 'quiet'>): void {
    const { language, hasSteps } = settings
    this.calls.show({ people, words, quiet: stage?.quiet ?? [] })
    if (stage) this.breakIn.show({ stage, people, words, language })
    const again = () => this.show(stage, settings, { people, words })
    const tab = (name: typeof this.tab, text: string) => {
      const chosen = this.tab === name
      const button = element('button', {
        textContent: text,
        role: 'tab',
        ariaSelected: String(chosen),
        tabIndex: chosen ? 0 : -1,
      })
      button.onclick = () => {
        this.tab = name
        again()
      }
      button.onkeydown = ({ key }) => {
        if (key !== 'ArrowLeft' && key !== 'ArrowRight') return
        this.tab = name === 'calls' ? 'break-in' : 'calls'
        again()
        this.dom.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
      }
      return button
    }
    const samples = () =>
      element('button', { textContent: words.samples, onclick: () => void addSamples(language) })
    const steps =
      stage &&
      hasSteps &&
      element(
        'div',
        { className: 'steps' },
        step(samples(), words.stepSamples),
        step(element('b', { textContent: words.stepWrite }), words.stepWriteMore),
        step(
          element('button', {
            textContent: words.breakIn,
            onclick: () => {
              this.tab = 'break-in'
              again()
            },
          }),
          words.stepBreakIn,
        ),
        element('button', {
          className: 'close',
          ariaLabel: words.close,
          textContent: '×',
          onclick: () => this.options.onSteps(),
        }),
      )
    const hint = element('p', {
      className: 'hint',
      textContent: this.options.hasCloud ? words.noCalls : words.callsNeedCloud,
    })
    const clear = element('button', { textContent: words.clear, onclick: () => this.calls.clear() })
    const title = element('h2', { textContent: stage ? words.cloud : words.calls })
    const tabs = stage
      ? element(
          'div',
          { className: 'tabs', role: 'tablist', ariaLabel: words.cloud },
          tab('calls', words.calls),
          tab('break-in', words.breakIn),
        )
      : undefined
    const panel = this.tab === 'calls' ? [steps, this.calls.dom, hint] : [this.breakIn.dom]
    redraw(this.dom, () =>
      this.dom.replaceChildren(
        element('header', {}, title, tabs, this.tab === 'calls' && clear, stage && !hasSteps && samples()),
        element(
          'div',
          {
            className: 'panel',
            role: stage ? 'tabpanel' : 'region',
            ariaLabel: this.tab === 'calls' ? words.calls : words.breakIn,
          },
          ...panel,
        ),
      ),
    )
  }

  add(traced: TracedCall): void {
    const { invocation } = traced.call
    this.calls.add(traced)
    this.known.set(invocation, traced)
    this.waiting.get(invocation)?.(traced)
    this.waiting.delete(invocation)
  }

  clear(): void {
    this.calls.clear()
    this.known.clear()
  }

  async switchFilter(removed: boolean): Promise<void> {
    const filter = await switchFilter(removed)
    this.breakIn.forget()
    this.options.onFilter(filter)
  }

  /** The answer of a call can come before the trace tells of it. */
  private traced(invocation: string): Promise<TracedCall> {
    const known = this.known.get(invocation)
    return known ? Promise.resolve(known) : new Promise((resolve) => this.waiting.set(invocation, resolve))
  }
}

function step(what: HTMLElement, more: string): HTMLElement {
  return element('div', {}, what, element('span', { textContent: more }))
}
