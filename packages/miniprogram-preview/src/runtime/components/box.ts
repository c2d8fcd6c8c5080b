import { element } from '../dom'
import { builtIn, type Definition } from './built-in'

/** A tag that only a phone can fill: a box with its name, of the size that the app gives it. */
export function box(tag: string): Definition {
  return builtIn({
    content: true,
    properties: {},
    mount({ dom }) {
      dom.classList.add('box')
      dom.prepend(element('span', { className: 'box-name', textContent: `<${tag}>` }))
    },
  })
}
