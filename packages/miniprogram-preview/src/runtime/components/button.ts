import { builtIn } from './built-in'
import { followHover, hoverProperties } from './hover'

export const button = builtIn({
  content: true,
  properties: {
    ...hoverProperties,
    hoverClass: 'button-hover',
    hoverStartTime: 20,
    hoverStayTime: 70,
    type: 'default',
    size: 'default',
    plain: false,
    disabled: false,
    loading: false,
    formType: '',
  },
  mount(host) {
    const { dom, data } = host
    dom.setAttribute('role', 'button')
    followHover(host, () => data.disabled)
    // The form may be any number of nodes above, so it gets the event through the document: see form.ts.
    host.onTap(() => {
      if (data.formType) dom.dispatchEvent(new CustomEvent(`form-${data.formType}`, { bubbles: true }))
    })
    return {
      type: (value) => dom.setAttribute('type', value),
      size: (value) => dom.setAttribute('size', value),
      plain: (value) => dom.toggleAttribute('plain', value),
      loading: (value) => dom.toggleAttribute('loading', value),
      disabled: (value) => dom.setAttribute('aria-disabled', String(value)),
    }
  },
})
