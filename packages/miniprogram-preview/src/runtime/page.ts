import { safeCallback, type GeneralComponent } from 'glass-easel'
import type { Program, Unit, WindowConfig } from '../program'
import type { EventChannel } from './event-channel'
import { addTabBar, drawsTabBar } from './custom-tab-bar'
import { element } from './dom'
import { geometry } from './device'
import type { Framework, PageNode } from './framework'
import { themed } from './theme'

/** An open page: its node, its window settings, and the calls of its lifetime methods. */
export class Page {
  readonly route: string
  private readonly node: PageNode
  private readonly webview = element('div', { className: 'webview' })
  /** Settings that the app has changed at run time. They win over its JSON. */
  private overrides: WindowConfig = {}
  /** The question that the user must confirm before leaving; undefined when the app asks nothing. */
  leaveQuestion: string | undefined

  private tabBar: PageNode | undefined

  constructor(
    private readonly framework: Framework,
    private readonly program: Program,
    private readonly unit: Unit,
    /** The route, with the query as the app wrote it. */
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

  get component(): GeneralComponent {
    return this.node.component
  }

  get instance(): Record<string, unknown> {
    return this.node.instance
  }

  /** The element that scrolls. */
  get dom(): HTMLElement {
    return this.node.dom
  }

  /**
   * Gives the window settings in the present theme. The page's JSON wins over app.json, run-time settings over both.
   */
  get window(): WindowConfig {
    return themed({ ...this.program.config.window, ...this.unit.config, ...this.overrides }, this.program)
  }

  set(overrides: WindowConfig): void {
    this.overrides = { ...this.overrides, ...overrides }
    this.paint()
  }

  /** Draws the background, which shows behind the page and above it while the user pulls it down. */
  paint(): void {
    this.webview.style.backgroundColor = this.window.backgroundColor ?? '#fff'
  }

  /**
   * Calls a method of the page and gives its result, or undefined if the page has no such method. An exception of the
   * method goes to the framework's error listeners.
   */
  call(method: string, ...values: unknown[]): unknown {
    const found = this.instance[method]
    if (typeof found !== 'function') return undefined
    const run: (...values: unknown[]) => unknown = (...given) => Reflect.apply(found, this.instance, given)
    return safeCallback(method, run, null, values)
  }

  open(parent: HTMLElement): void {
    parent.append(this.webview)
    this.node.attach(this.webview)
    if (this.isTab && drawsTabBar(this.program))
      this.tabBar = addTabBar(this.framework, this.dom, this.webview)
    this.call('onLoad', this.instance['options'])
    this.show()
    requestAnimationFrame(() => this.call('onReady'))
  }

  show(): void {
    this.webview.hidden = false
    this.call('onShow')
    this.node.tellComponents('show')
    this.tabBar?.tellComponents('show')
  }

  hide(): void {
    this.webview.hidden = true
    this.call('onHide')
    this.node.tellComponents('hide')
    this.tabBar?.tellComponents('hide')
  }

  close(): void {
    this.call('onUnload')
    this.node.release()
    this.tabBar?.release()
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

  /** Places the page between the bars. A page with a custom navigation bar starts at the top of the screen. */
  private layOut(): void {
    const custom = this.window.navigationStyle === 'custom'
    const { statusBar, navigationBar, tabBar, homeIndicator } = geometry
    const { style } = this.webview
    style.top = custom ? '0' : `${statusBar + navigationBar}px`
    const aboveTabs = this.isTab && !drawsTabBar(this.program)
    style.bottom = aboveTabs ? `${tabBar + homeIndicator}px` : '0'
    style.setProperty('--safe-area-inset-top', custom ? `${statusBar}px` : '0px')
    style.setProperty('--safe-area-inset-bottom', aboveTabs ? '0px' : `${homeIndicator}px`)
  }

  private followScroll(): void {
    const { dom } = this
    /**
     * The page's height in px at the last onReachBottom, or 0. One fling can reach the next bottom without any scroll
     * event in between. Only the new height then shows that it is another bottom.
     */
    let toldHeight = 0
    dom.addEventListener('scroll', () => {
      this.call('onPageScroll', { scrollTop: dom.scrollTop })
      const height = dom.scrollHeight
      const near = height - dom.scrollTop - dom.clientHeight <= (this.window.onReachBottomDistance ?? 50)
      if (near && toldHeight !== height) this.call('onReachBottom')
      toldHeight = near ? height : 0
    })
  }

  private followPull(): void {
    let pullStartY: number | undefined
    this.dom.addEventListener('pointerdown', ({ clientY }) => {
      pullStartY = this.window.enablePullDownRefresh && this.dom.scrollTop <= 0 ? clientY : undefined
    })
    this.dom.addEventListener('pointerup', ({ clientY }) => {
      if (pullStartY !== undefined && clientY - pullStartY > 80) this.startRefresh()
      pullStartY = undefined
    })
  }
}

/** As in WeChat, the app gets its options percent-encoded. */
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
