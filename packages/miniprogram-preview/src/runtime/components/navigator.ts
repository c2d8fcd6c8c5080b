import { builtIn } from './built-in'
import { followHover, hoverProperties } from './hover'

/** The `detail` of the DOM event that a tap on a navigator sends. boot.ts listens to it. */
export interface NavigatorRequest {
  openType: string
  url: string
  delta: number
}

export const navigator = builtIn({
  content: true,
  properties: {
    ...hoverProperties,
    hoverClass: 'navigator-hover',
    hoverStayTime: 600,
    url: '',
    openType: 'navigate',
    delta: 1,
  },
  mount(host) {
    const { dom, data } = host
    dom.setAttribute('role', 'link')
    followHover(host)
    host.onTap(() => {
      const { openType, url, delta } = data
      const detail: NavigatorRequest = { openType, url, delta }
      dom.dispatchEvent(new CustomEvent('navigator', { bubbles: true, detail }))
    })
  },
})
