import type { Program, Unit, WindowConfig } from '../program'
import type { EventChannel } from './event-channel'
import { element } from './dom'
import { geometry } from './device'
import type { Framework, PageNode } from './framework'
import { themed } from './theme'

/** A page on the stack: its node, its window settings, and the calls of its lifetime. */
export class Page {
  readonly route: string
  private readonly node: PageNode
  private readonly webview = element('div', { className: 'webview' })
  /** What the app has set at run time over its JSON. */
  private overrides: WindowConfig = {}
  /** Asked before the user leaves, when the app wants that: the question. */
  leaveQuestion: string | undefined

  constructor(
    framework: Framework,
    private readonly program: Program,
    private readonly unit: Unit,
    /** With its query, as the app gave it. */
    readonly url: string,
    readonly isTab: boolean,
    channel: EventChannel,
  ) {
    this.route = unit.path
    this.node = framework.createPage(url)
    this.node.dom.setAttribute('is', unit.path)
    const options = parseQuery(url)
    Object.assign(this.instance, { route: unit.path, options, getOpenerEventChannel: () => channel })
    this.layOut()
    this.paint()
    this.followScroll()
    this.followPull()
  }

  get instance(): Record<string, unknown> {
    return this.node.instance
  }

  /** The scrolling node. */
  get dom(): HTMLElement {
    return this.node.dom
  }

  /** Window settings in force: app.json under the page's JSON under what was set at run time, in the present theme. */
  get window(): WindowConfig {
    return themed({ ...this.program.config.window, ...this.unit.config, ...this.overrides }, this.program)
  }

  set(overrides: WindowConfig): void {
    this.overrides = { ...this.overrides, ...overrides }
    this.paint()
  }

  /** What shows behind the page, and above it while it is pulled down. */
  paint(): void {
    this.webview.style.backgroundColor = this.window.backgroundColor ?? '#fff'
  }

  /** Calls a page method that may not be there. */
  call(method: string, ...values: unknown[]): unknown {
    const found = this.instance[method]
    return typeof found === 'function' ? Reflect.apply(found, this.instance, values) : undefined
  }

  open(parent: HTMLElement): void {
    parent.append(this.webview)
    this.node.attach(this.webview)
    this.call('onLoad', this.instance['options'])
    this.show()
    requestAnimationFrame(() => this.call('onReady'))
  }

  show(): void {
    this.webview.hidden = false
    this.call('onShow')
    this.node.tellComponents('show')
  }

  hide(): void {
    this.webview.hidden = true
    this.call('onHide')
    this.node.tellComponents('hide')
  }

  close(): void {
    this.call('onUnload')
    this.node.release()
    this.webview.remove()
  }

  startRefresh(): void {
    if (this.webview.classList.contains('refreshing')) return
    this.webview.classList.add('refreshing')
    this.call('onPullDownRefresh')
  }

  stopRefresh(): void {
    this.webview.classList.remove('refreshing')
  }

  /** Bars and safe areas: the page lies between the bars, or under a navigation bar it draws itself. */
  private layOut(): void {
    const custom = this.window.navigationStyle === 'custom'
    const { statusBar, navigationBar, tabBar, homeIndicator } = geometry
    const { style } = this.webview
    style.top = custom ? '0' : `${statusBar + navigationBar}px`
    style.bottom = this.isTab ? `${tabBar + homeIndicator}px` : '0'
    style.setProperty('--safe-area-inset-top', custom ? `${statusBar}px` : '0px')
    style.setProperty('--safe-area-inset-bottom', this.isTab ? '0px' : `${homeIndicator}px`)
  }

  private followScroll(): void {
    const { dom } = this
    /** The height at whose bottom the page was last told; a fling reaches the next one without leaving the bottom. */
    let told = 0
    dom.addEventListener('scroll', () => {
      this.call('onPageScroll', { scrollTop: dom.scrollTop })
      const height = dom.scrollHeight
      const near = height - dom.scrollTop - dom.clientHeight <= (this.window.onReachBottomDistance ?? 50)
      if (near && told !== height) this.call('onReachBottom')
      told = near ? height : 0
    })
  }

  private followPull(): void {
    let from: number | undefined
    this.dom.addEventListener('pointerdown', ({ clientY }) => {
      from = this.window.enablePullDownRefresh && this.dom.scrollTop <= 0 ? clientY : undefined
    })
    this.dom.addEventListener('pointerup', ({ clientY }) => {
      if (from !== undefined && clientY - from > 80) this.startRefresh()
      from = undefined
    })
  }
}

/** A page's options reach it still percent-encoded, as they do in WeChat. */
function parseQuery(url: string): Record<string, string> {
  const query = url.split('?')[1] ?? ''
  const pairs = query.split('&').filter(Boolean)
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [name, value.join('=')]
    }),
  )
}
