import type { Element as Component, GeneralComponent } from 'glass-easel'
import { domOf } from './boundary'
import { inPage, pageOf } from './place'
import { warn } from './warnings'

interface Options {
  thresholds?: number[]
  initialRatio?: number
  observeAll?: boolean
}

type Margins = Partial<Record<'top' | 'right' | 'bottom' | 'left', number>>

/**
 * The result of createIntersectionObserver. The framework's own observer is not used for two reasons: its first report
 * comes exactly when it should not, and it measures against the browser's window, where margins have no effect.
 */
export class SightObserver {
  private readonly thresholds: number[]
  private readonly initialRatio: number
  private readonly observeAll: boolean
  private frame: { selector: string | undefined; margins: Margins } | undefined
  private readonly observers: IntersectionObserver[] = []

  constructor(
    private readonly owner: GeneralComponent,
    { thresholds = [0], initialRatio = 0, observeAll = false, ...unknownOptions }: Options = {},
  ) {
    for (const option of Object.keys(unknownOptions))
      warn(`createIntersectionObserver: the option "${option}" has no effect in the preview`)
    this.thresholds = thresholds
    this.initialRatio = initialRatio
    this.observeAll = observeAll
  }

  relativeTo(selector: string, margins: Margins = {}): this {
    this.frame = { selector, margins }
    return this
  }

  relativeToViewport(margins: Margins = {}): this {
    this.frame = { selector: undefined, margins }
    return this
  }

  /** Raises an error without relativeTo or relativeToViewport. As in WeChat, a selector without a node is a warning. */
  observe(selector: string, listener: (sight: object) => void): void {
    if (!this.frame) throw new Error('Say relativeTo or relativeToViewport before observe.')
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.frame.margins
    const rootMargin = `${top}px ${right}px ${bottom}px ${left}px`
    const [within] = this.frame.selector === undefined ? [undefined] : this.find(this.frame.selector)
    for (const target of this.find(selector)) {
      const root = within ? domOf(within) : pageOf(domOf(target))
      let lastRatio = this.initialRatio
      const observer = new IntersectionObserver(
        (entries) => {
          // The browser reports that nodes of a hidden page disappear, but WeChat reports nothing for a page behind.
          if (!root?.checkVisibility()) return
          for (const entry of entries) {
            const ratio = entry.intersectionRatio
            const isNews =
              ratio !== lastRatio && this.thresholds.some((at) => (lastRatio - at) * (ratio - at) <= 0)
            lastRatio = ratio
            if (isNews) listener(sight(target, entry))
          }
        },
        { root, rootMargin, threshold: this.thresholds },
      )
      observer.observe(domOf(target))
      this.observers.push(observer)
    }
  }

  disconnect(): void {
    for (const observer of this.observers.splice(0)) observer.disconnect()
  }

  private find(selector: string): Component[] {
    const found = this.owner.getShadowRoot()?.querySelectorAll(selector) ?? []
    if (!found.length)
      console.warn(`Node "${selector}" is not found: the intersection observer will not trigger.`)
    return this.observeAll ? found : found.slice(0, 1)
  }
}

function sight(target: Component, entry: IntersectionObserverEntry): object {
  const dom = domOf(target)
  return {
    id: target.id,
    dataset: target.dataset,
    intersectionRatio: entry.intersectionRatio,
    boundingClientRect: plain(inPage(dom, entry.boundingClientRect)),
    intersectionRect: plain(inPage(dom, entry.intersectionRect)),
    relativeRect: plain(inPage(dom, entry.rootBounds ?? new DOMRect())),
    time: entry.time,
  }
}

function plain({ left, top, right, bottom, width, height }: DOMRect) {
  return { left, top, right, bottom, width, height }
}
