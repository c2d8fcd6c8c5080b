import { exposeNode } from '../nodes'
import { builtIn } from './built-in'

export const scrollView = builtIn({
  content: true,
  properties: {
    scrollX: false,
    scrollY: false,
    scrollTop: null,
    scrollLeft: null,
    scrollIntoView: '',
    upperThreshold: 50,
    lowerThreshold: 50,
    scrollWithAnimation: false,
    enableFlex: false,
    showScrollbar: true,
  },
  mount({ dom, data, emit }) {
    exposeNode(dom, () => ({
      scrollTo: (options: ScrollToOptions) => dom.scrollTo(options),
      scrollIntoView(selector: string) {
        const target = dom.querySelector(selector.replace(/#([\w-]+)/g, '[id$="--$1"]'))
        if (target) moveTo(target)
      },
    }))
    let lastScroll = { top: 0, left: 0, atStart: true, atEnd: false }
    dom.addEventListener('scroll', () => {
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = dom
      const position = data.scrollX ? scrollLeft : scrollTop
      const remaining = data.scrollX
        ? scrollWidth - clientWidth - position
        : scrollHeight - clientHeight - position
      const atStart = position <= data.upperThreshold
      const atEnd = remaining <= data.lowerThreshold
      const deltas = { deltaX: lastScroll.left - scrollLeft, deltaY: lastScroll.top - scrollTop }
      emit('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, ...deltas })
      if (atStart && !lastScroll.atStart) emit('scrolltoupper', { direction: data.scrollX ? 'left' : 'top' })
      if (atEnd && !lastScroll.atEnd) emit('scrolltolower', { direction: data.scrollX ? 'right' : 'bottom' })
      lastScroll = { top: scrollTop, left: scrollLeft, atStart, atEnd }
    })
    // The node to scroll to may be part of the same update, so wait until that has been rendered.
    const afterRender = (move: () => void) => requestAnimationFrame(move)
    /** Scrolls this view alone. The browser's scrollIntoView would also scroll the page. */
    const moveTo = (target: Element): void => {
      const from = dom.getBoundingClientRect()
      const to = target.getBoundingClientRect()
      const top = dom.scrollTop + to.top - from.top - dom.clientTop
      const left = dom.scrollLeft + to.left - from.left - dom.clientLeft
      dom.scrollTo({
        ...(data.scrollY ? { top } : {}),
        ...(data.scrollX ? { left } : {}),
        behavior: behavior(),
      })
    }
    const behavior = (): ScrollBehavior => (data.scrollWithAnimation ? 'smooth' : 'auto')
    return {
      scrollX: (value) => (dom.style.overflowX = value ? 'auto' : 'hidden'),
      scrollY: (value) => (dom.style.overflowY = value ? 'auto' : 'hidden'),
      enableFlex: (value) => (dom.style.display = value ? 'flex' : ''),
      showScrollbar: (value) => dom.toggleAttribute('bare', !value),
      scrollTop: (value) =>
        value !== null && afterRender(() => dom.scrollTo({ top: Number(value), behavior: behavior() })),
      scrollLeft: (value) =>
        value !== null && afterRender(() => dom.scrollTo({ left: Number(value), behavior: behavior() })),
      scrollIntoView: (id) =>
        id &&
        afterRender(() => {
          const target = dom.querySelector(`[id$="--${CSS.escape(id)}"]`)
          if (target) moveTo(target)
        }),
    }
  },
})
