import type { Program } from '../program'
import { eventChannel, type EventChannel } from './event-channel'
import { element } from './dom'
import type { Framework } from './framework'
import { Listeners } from './listeners'
import { Page } from './page'
import { Failure } from './wx/api'

/** WeChat allows ten pages on the stack. */
const maxPages = 10

/** The pages that are open, and the ways between them. A way that is closed raises Failure with WeChat's reason. */
export class PageStack {
  /** Holds the pages' nodes. */
  readonly dom = element('main')
  /** Told after each change of the page in front. */
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

  /** A new page in front; gives the opener's end of their channel. */
  push(url: string): EventChannel {
    if (this.isTab(this.route(url))) throw new Failure('can not navigateTo a tabbar page')
    if (this.pages.length >= maxPages) throw new Failure(`webview count limit exceed`)
    const { opener, opened } = eventChannel()
    const page = this.make(url, opened)
    this.front?.hide()
    this.enter(page)
    return opener
  }

  replace(url: string): void {
    if (this.isTab(this.route(url))) throw new Failure('can not redirectTo a tabbar page')
    const page = this.make(url)
    this.drop(this.pages.pop())
    this.enter(page)
  }

  /** Closes everything and starts over at `url`. */
  restart(url: string): void {
    const page = this.make(url)
    for (const one of new Set([...this.pages.reverse(), ...this.tabs.values()])) this.drop(one)
    this.pages = []
    this.enter(page)
  }

  switchTab(url: string): void {
    const route = this.route(url)
    if (!this.isTab(route)) throw new Failure('can not switch to no-tabBar page')
    const known = this.tabs.get(route)
    if (known && known === this.front) return
    const page = known ?? this.make(url.split('?')[0] ?? url)
    const { front } = this
    for (const one of this.pages.splice(0).reverse()) {
      if (!one.isTab) this.drop(one)
      else if (one === front) one.hide()
    }
    if (!known) return this.enter(page)
    this.pages = [page]
    page.show()
    this.changed.tell(page)
  }

  /** Closes `delta` pages, but never the last one. */
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
