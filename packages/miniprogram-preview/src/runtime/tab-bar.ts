import type { Program } from '../program'
import { assetUrl } from './components/asset'
import { drawsTabBar } from './custom-tab-bar'
import { element } from './dom'
import { themed } from './theme'

export interface TabTap {
  index: number
  pagePath: string
  text: string
}

/** The bar below tab pages, with the tabs of app.json. */
export class TabBar {
  readonly dom = element('nav', { role: 'tablist', hidden: true })

  constructor(
    private readonly program: Program,
    private readonly onTap: (tap: TabTap) => void,
  ) {}

  /** Shows the bar with the tab of `route` selected. Hides it if that page is not a tab. */
  paint(route: string): void {
    const { tabBar } = this.program.config
    this.dom.hidden = drawsTabBar(this.program) || !tabBar?.list.some(({ pagePath }) => pagePath === route)
    if (!tabBar || this.dom.hidden) return
    const {
      list,
      color = '#999',
      selectedColor = '#07c160',
      backgroundColor = '#fff',
      borderStyle,
    } = themed(tabBar, this.program)
    this.dom.style.background = backgroundColor
    this.dom.dataset['border'] = borderStyle === 'white' ? 'white' : 'black'
    this.dom.replaceChildren(
      ...list.map(({ pagePath, text, iconPath, selectedIconPath }, index) => {
        const selected = pagePath === route
        const icon = selected ? (selectedIconPath ?? iconPath) : iconPath
        const tab = element(
          'button',
          {
            role: 'tab',
            ariaSelected: String(selected),
            onclick: () => this.onTap({ index, pagePath, text }),
          },
          icon ? element('img', { src: assetUrl(icon), alt: '' }) : undefined,
          element('span', { textContent: text }),
        )
        tab.style.color = selected ? selectedColor : color
        return tab
      }),
    )
  }
}
