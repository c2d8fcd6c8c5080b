import type { Program } from '../program'
import { eventChannel, type EventChannel } from './event-channel'
import { element } from './dom'
import type { Framework } from './framework'
import { Listeners } from './listeners'
import { Page } from './page'
import { Failure } from './wx/api'

/** WeChat's limit for open pages. */
const maxPages = 10

/**
 * The open pages, and the navigation between them. Its methods raise Failure, with WeChat's reason, for a wrong step.
 */
export class PageStack {
  /** The parent element of all pages. */
  readonly dom = element('main')
  /** Its listeners get the new page in front after each change. */
  readonly changed = new Listeners<Page>()
  private pages: Page[] = []
  /** Tab pages stay alive while another tab is in front. */
  private readonly tabs = new Map<string, Page>()

  constructor(
    private readonly framework: Framework,
    private readonly program: Program,
  ) {}

  get front(): Page | undefined {
    return this.pages.at(-1)
  }

  get all(): readonly Page[] {
    return this.pages
  }

  /** Opens a page in front of the others. Gives the channel between the two pages, for the page that opens. */
  push(url: string): EventChannel {
    if (this.isTab(this.route(url))) throw new Failure('can not navigateTo a tabbar page')
    if (this.pages.length >= maxPages) throw new Failure(`webview count limit exceed`)
    const { opener, opened } = eventChannel()
    const page = this.make(url, opened)
    this.front?.hide()
    this.enter(page)
    return opener
  }

  /** Closes the page in front and opens another in its place. */
  replace(url: string): void {
    if (this.isTab(this.route(url))) throw new Failure('can not redirectTo a tabbar page')
    const page = this.make(url)
    this.drop(this.pages.pop())
    this.enter(page)
  }

  /** Closes all pages, then opens the page at `url`. */
  restart(url: string): void {
    const page = this.make(url)
    for (const one of new Set([...this.pages.reverse(), ...this.tabs.values()])) this.drop(one)
    this.pages = []
    this.enter(page)
  }

  /** Closes all pages except tabs, then shows the tab at `url`. */
  switchTab(url: string): void {
    const route = this.route(url)
    if (!this.isTab(route)) throw new Failure('can not switch to no-tabBar page')
    const openTab = this.tabs.get(route)
    if (openTab && openTab === this.front) return
    const page = openTab ?? this.make(url.split('?')[0] ?? url)
    const { front } = this
    for (const one of this.pages.splice(0).reverse()) {
      if (!one.isTab) this.drop(one)
      else if (one === front) one.hide()
    }
    if (!openTab) return this.enter(page)
    this.pages = [page]
    page.show()
    this.changed.tell(page)
  }

  /** Closes the `delta` pages in front, but never the last page. */
  pop(delta = 1): void {
    if (this.pages.length <= 1) throw new Failure('cannot navigate back at first page.')
    const count = Math.min(Math.max(1, delta), this.pages.length - 1)
    for (const page of this.pages.splice(-count).reverse()) this.drop(page)
    this.front?.show()
    if (this.front) this.changed.tell(this.front)
  }

  isTab(route: string): boolean {
    return this.program.config.tabBar?.list.some(({ pagePath }) => pagePath === route) ?? false
  }

  /** `url` may be absolute or relative to the page in front. */
  private route(url: string): string {
    const base = `app:///${this.front?.route ?? ''}`
    return new URL(url.split('?')[0] ?? '', base).pathname.slice(1)
  }

  private make(url: string, channel = eventChannel().opened): Page {
    const route = this.route(url)
    const unit = this.program.units.find(({ isPage, path }) => isPage && path === route)
    if (!unit) throw new Failure(`page "${route}" is not found`)
    const query = url.split('?')[1]
    const full = query ? `${route}?${query}` : route
    return new Page(this.framework, this.program, unit, full, this.isTab(route), channel)
  }

  private enter(page: Page): void {
    this.pages.push(page)
    if (page.isTab) this.tabs.set(page.route, page)
    page.open(this.dom)
    this.changed.tell(page)
  }

  private drop(page: Page | undefined): void {
    if (!page) return
    this.tabs.delete(page.route)
    page.close()
  }
}
