import { controlAt, controlsIn } from '../controls'
import { builtIn } from './built-in'

export const form = builtIn({
  content: true,
  properties: {},
  mount({ dom, emit }) {
    const named = () => controlsIn(dom).filter((control) => control.name())
    dom.addEventListener('form-submit', (event) => {
      event.stopPropagation()
      emit('submit', { value: Object.fromEntries(named().map((one) => [one.name(), one.value()])) })
    })
    dom.addEventListener('form-reset', (event) => {
      event.stopPropagation()
      named().forEach((control) => control.reset())
      emit('reset')
    })
  },
})

/** A tap on the label operates the control with the id in `for`, or the first control inside the label. */
export const label = builtIn({
  content: true,
  properties: { for: '' },
  mount({ dom, data, onTap }) {
    onTap((origin) => {
      // The control has already handled a tap on itself.
      for (let node: Element | null = origin; node && node !== dom; node = node.parentElement)
        if (controlAt(node)) return
      const page = dom.closest('wx-page')
      const target = data.for ? page?.querySelector(`[id$="--${CSS.escape(data.for)}"]`) : undefined
      const control = target ? controlAt(target) : controlsIn(dom)[0]
      control?.activate()
    })
  },
})
