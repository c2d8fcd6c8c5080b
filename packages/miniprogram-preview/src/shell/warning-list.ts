import { element } from '../runtime/dom'
import type { PhoneWarning } from '../runtime/warnings'
import type { Words } from './words'

/** What the phones warn of: how the app may fare on a real phone. Each warning is listed once, whichever phone tells it. */
export class WarningList {
  readonly dom = element('details', { className: 'warnings', hidden: true })
  private readonly warnings = new Set<string>()
  private words: Words | undefined

  constructor() {
    window.addEventListener('message', ({ origin, data }: MessageEvent<Partial<PhoneWarning>>) => {
      if (origin !== location.origin || typeof data.warning !== 'string') return
      this.warnings.add(data.warning)
      this.draw()
    })
  }

  show(words: Words): void {
    this.words = words
    this.draw()
  }

  private draw(): void {
    this.dom.hidden = !this.warnings.size
    if (!this.words) return
    const items = [...this.warnings].map((textContent) => element('li', { textContent }))
    this.dom.replaceChildren(
      element('summary', { textContent: this.words.warnings(this.warnings.size) }),
      element('ul', {}, ...items),
    )
  }
}
