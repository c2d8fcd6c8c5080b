import { builtIn } from './built-in'
import { followHover, hoverProperties } from './hover'

export const view = builtIn({
  content: true,
  properties: hoverProperties,
  mount(host) {
    followHover(host)
  },
})

export const text = builtIn({
  content: true,
  properties: { selectable: false, userSelect: false, space: '' },
  mount({ dom, data }) {
    const select = () => dom.toggleAttribute('selectable', data.selectable || data.userSelect)
    return {
      selectable: select,
      userSelect: select,
      space: (value) => (dom.style.whiteSpace = value ? 'pre-wrap' : ''),
    }
  },
})

/** Shows its content above everything else in the page. */
export const rootPortal = builtIn({
  content: true,
  properties: { enable: true },
  mount({ dom }) {
    return { enable: (value) => dom.toggleAttribute('lifted', value) }
  },
})

export const icon = builtIn({
  content: false,
  properties: { type: '', size: null, color: '' },
  mount({ dom }) {
    return {
      type: (value) => dom.setAttribute('type', value),
      size: (value) => (dom.style.fontSize = `${Number(value ?? 23)}px`),
      color: (value) => (dom.style.color = value),
    }
  },
})
