import { component as adapter } from 'glass-easel-miniprogram-adapter'
import { animate, clearAnimation } from './animate'
import { domOf, type Instance } from './boundary'
import { tabBarAt } from './custom-tab-bar'
import { Query } from './query'
import { SightObserver } from './sight'

type Tail<T extends unknown[]> = T extends [unknown, ...infer Rest] ? Rest : never

/**
 * Adds to each page and component what the framework leaves to its users. Source:
 * https://developers.weixin.qq.com/miniprogram/dev/reference/api/Component.html
 */
export function completeInstances(): void {
  Object.assign(adapter.ComponentCaller.prototype, {
    /** Components ask this to choose between Skyline and what all phones have. */
    renderer: 'webview',
    createIntersectionObserver(
      this: adapter.GeneralComponent,
      options?: ConstructorParameters<typeof SightObserver>[1],
    ) {
      return new SightObserver(this._$, options)
    },
    getTabBar(this: adapter.GeneralComponent, tell?: (tabBar: Instance) => void) {
      const tabBar = tabBarAt(domOf(this._$))
      if (tabBar) tell?.(tabBar)
      return tabBar
    },
    createSelectorQuery(this: adapter.GeneralComponent) {
      return new Query(() => this._$)
    },
    animate(this: adapter.GeneralComponent, ...given: Tail<Parameters<typeof animate>>) {
      animate(this._$, ...given)
    },
    clearAnimation(this: adapter.GeneralComponent, ...given: Tail<Parameters<typeof clearAnimation>>) {
      clearAnimation(this._$, ...given)
    },
  })
}
