import { builtIn } from './built-in'
import { wheel } from './wheel'

type Wheel = ReturnType<typeof wheel>
const wheels = new WeakMap<Element, Wheel>()

const pickerView = builtIn({
  content: true,
  properties: {
    value: [],
    indicatorStyle: '',
    indicatorClass: '',
    maskStyle: '',
    maskClass: '',
  },
  mount(host) {
    const { dom, data, set, emit } = host
    const indicator = document.createElement('div')
    const mask = document.createElement('div')
    dom.prepend(mask, indicator)
    const columns = () =>
      [...dom.querySelectorAll('wx-picker-view-column')].flatMap((one) => wheels.get(one) ?? [])
    const show = (): void => {
      const style = getComputedStyle(indicator)
      dom.style.setProperty('--item', style.height)
      columns().forEach((column, index) => column.choose(Number(data.value[index] ?? 0)))
    }
    // The columns may be part of the same update.
    const afterRender = () => requestAnimationFrame(show)
    new MutationObserver(afterRender).observe(dom, { childList: true, subtree: true })
    dom.addEventListener('wheel-settled', (event) => {
      event.stopPropagation()
      const value = columns().map((column) => column.chosen())
      set({ value })
      emit('change', { value })
    })
    dom.addEventListener('pointerdown', () => {
      emit('pickstart')
      document.addEventListener('pointerup', () => emit('pickend'), { once: true })
    })
    const classes = (fixed: string, names: string) => [fixed, ...host.classes(names)].join(' ')
    return {
      value: afterRender,
      indicatorStyle: (value) => indicator.setAttribute('style', value),
      indicatorClass: (value) => (indicator.className = classes('indicator', value)),
      maskStyle: (value) => mask.setAttribute('style', value),
      maskClass: (value) => (mask.className = classes('wheel-mask', value)),
    }
  },
})

const pickerViewColumn = builtIn({
  content: true,
  properties: {},
  mount({ dom }) {
    const height = () => dom.firstElementChild?.getBoundingClientRect().height || 34
    const tell = () => dom.dispatchEvent(new CustomEvent('wheel-settled', { bubbles: true }))
    wheels.set(dom, wheel(dom, height, tell))
  },
})

export const definitions = { 'picker-view': pickerView, 'picker-view-column': pickerViewColumn }
