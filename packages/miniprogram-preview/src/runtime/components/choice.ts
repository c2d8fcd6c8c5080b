import { controlAt, registerControl } from '../controls'
import { element } from '../dom'
import { builtIn, type Host } from './built-in'

const properties = { name: '', value: '', checked: false, disabled: false, color: '' }

type Kind = 'checkbox' | 'radio' | 'switch'

/** Sets up a checkbox, radio button or switch. Its group may be any number of nodes above, so it sends a DOM event. */
function mountChoice(host: Host<typeof properties>, kind: Kind) {
  const { dom, data, set } = host
  const mark = element('span', { className: 'mark' })
  dom.prepend(mark)
  dom.setAttribute('role', kind)

  const flip = (): void => {
    if (data.disabled || (kind === 'radio' && data.checked)) return
    set({ checked: !data.checked })
    if (kind === 'switch') host.emit('change', { value: data.checked })
    else dom.dispatchEvent(new CustomEvent('choice', { bubbles: true }))
  }
  registerControl(dom, {
    name: () => (kind === 'switch' ? data.name : ''),
    value: () => data.checked,
    reset: () => set({ checked: false }),
    activate: flip,
  })
  host.onTap(flip)
  return {
    checked(value: boolean) {
      dom.setAttribute('aria-checked', String(value))
      // At the start, the group comes into the document later.
      if (value && kind === 'radio')
        queueMicrotask(() => dom.dispatchEvent(new CustomEvent('checked', { bubbles: true })))
    },
    disabled: (value: boolean) => dom.setAttribute('aria-disabled', String(value)),
    value: (value: string) => dom.setAttribute('value', value),
    color: (value: string) => dom.style.setProperty('--mark', value || null),
  }
}

const choice = (kind: Kind) =>
  builtIn({ content: true, properties, mount: (host) => mountChoice(host, kind) })

export const checkbox = choice('checkbox')
export const radio = choice('radio')
export const toggle = choice('switch')

const members = (group: Element, tag: string) =>
  [...group.querySelectorAll(tag)].map((dom) => ({
    dom,
    value: dom.getAttribute('value') ?? '',
    checked: controlAt(dom)?.value() === true,
    reset: () => controlAt(dom)?.reset(),
  }))

export const checkboxGroup = builtIn({
  content: true,
  properties: { name: '' },
  mount({ dom, data, emit }) {
    const boxes = () => members(dom, 'wx-checkbox')
    const value = () => boxes().flatMap((box) => (box.checked ? [box.value] : []))
    registerControl(dom, {
      name: () => data.name,
      value,
      reset: () => boxes().forEach((box) => box.reset()),
      activate: () => undefined,
    })
    dom.addEventListener('choice', (event) => {
      event.stopPropagation()
      emit('change', { value: value() })
    })
  },
})

export const radioGroup = builtIn({
  content: true,
  properties: { name: '' },
  mount({ dom, data, emit }) {
    const radios = () => members(dom, 'wx-radio')
    const value = () => radios().find((one) => one.checked)?.value ?? ''
    registerControl(dom, {
      name: () => data.name,
      value,
      reset: () => radios().forEach((one) => one.reset()),
      activate: () => undefined,
    })
    const keep = (chosen: EventTarget | null) => {
      for (const one of radios()) if (one.dom !== chosen && one.checked) one.reset()
    }
    /** Of the radio buttons that the app checks together, the last one. */
    let last: EventTarget | null = null
    dom.addEventListener('checked', ({ target }) => {
      last = target
      queueMicrotask(() => keep(last))
    })
    dom.addEventListener('choice', (event) => {
      event.stopPropagation()
      keep(event.target)
      emit('change', { value: value() })
    })
  },
})
