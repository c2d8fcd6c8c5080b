import { element } from '../dom'
import { builtIn } from './built-in'
import { isHere } from '../here'

/** Fills its page with a web page of this machine. From elsewhere, nothing is loaded: the box says so. */
const webView = builtIn({
  content: false,
  properties: { src: '' },
  mount({ dom, emit }) {
    return {
      src: (src) => {
        if (!src) return dom.replaceChildren()
        if (!isHere(src)) {
          emit('error', { src, url: src })
          return dom.replaceChildren(element('p', { textContent: `<web-view> ${src}` }))
        }
        const frame = element('iframe', { src, onload: () => emit('load', { src }) })
        // A page from the phone's own address would reach the phone if it were allowed that origin.
        const isForeign = new URL(src).origin !== location.origin
        frame.setAttribute('sandbox', `allow-scripts allow-forms${isForeign ? ' allow-same-origin' : ''}`)
        return dom.replaceChildren(frame)
      },
    }
  },
})

export const definitions = { 'web-view': webView }
