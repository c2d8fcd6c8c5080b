import { customTabBar, type Program } from '../program'
import type { Instance } from './boundary'
import { pageOf } from './place'

/** The custom tab bars of the open tabs: each tab has its own, by the page's element. */
const tabBars = new WeakMap<Element, Instance>()

/** True for an app that draws its tab bar itself. */
export function drawsTabBar({ config, units }: Program): boolean {
  return Boolean(config.tabBar?.custom) && units.some(({ path }) => path === customTabBar)
}

/** What is made of a page or a component that stands in a page's place. */
interface Made {
  instance: Instance
  attach(webview: HTMLElement): void
}

/** Makes the custom tab bar of the tab whose element is `page`. */
export function addTabBar<Node extends Made>(
  framework: { createPage(path: string, name: string): Node },
  page: Element,
  webview: HTMLElement,
): Node {
  const node = framework.createPage(customTabBar, 'custom-tab-bar')
  tabBars.set(page, node.instance)
  node.attach(webview)
  return node
}

/** Gives the custom tab bar of the page that contains `node`. */
export function tabBarAt(node: Element): Instance | undefined {
  const page = pageOf(node)
  return page ? tabBars.get(page) : undefined
}
