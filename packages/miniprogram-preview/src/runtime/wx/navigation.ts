import type { Phone } from '../phone'
import { apis, isOptions, number, required } from './api'

/** The wx methods that open and close pages. */
export function navigation({ pages, leave }: Phone) {
  return apis({
    navigateTo(options) {
      const channel = pages.push(required(options, 'url'))
      const { events } = options
      for (const [event, listener] of Object.entries(isOptions(events) ? events : {}))
        if (typeof listener === 'function')
          channel.on(event, (...values) => Reflect.apply(listener, undefined, values))
      return { eventChannel: channel }
    },
    redirectTo: (options) => pages.replace(required(options, 'url')),
    reLaunch: (options) => pages.restart(required(options, 'url')),
    switchTab: (options) => pages.switchTab(required(options, 'url')),
    navigateBack: (options) => leave(number(options, 'delta', 1)),
  })
}
