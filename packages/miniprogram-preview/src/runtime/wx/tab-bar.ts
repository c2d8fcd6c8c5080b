import type { Phone } from '../phone'
import { apis, Failure, number } from './api'

/** Changes to the tab bar at run time. */
export function tabBar({ program, repaint }: Phone) {
  return apis({
    setTabBarItem(options) {
      const item = program.config.tabBar?.list[number(options, 'index', -1)]
      if (!item) throw new Failure('invalid index')
      for (const name of ['text', 'iconPath', 'selectedIconPath'] as const) {
        const value = options[name]
        if (typeof value === 'string') item[name] = value
      }
      repaint()
    },
  })
}
