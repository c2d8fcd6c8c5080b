import { registerControl } from '../controls'
import { element } from '../dom'
import { builtIn } from './built-in'

const slider = builtIn({
  content: false,
  properties: {
    name: '',
    min: 0,
    max: 100,
    step: 1,
    value: 0,
    disabled: false,
    color: '',
    selectedColor: '',
    activeColor: '',
    backgroundColor: '',
    blockSize: 28,
    blockColor: '#ffffff',
    showValue: false,
  },
  mount({ dom, data, set, emit }) {
    const native = element('input', { type: 'range' })
    const shown = element('span')
    dom.append(native, shown)
    const paint = (): void => {
      const share = (native.valueAsNumber - data.min) / (data.max - data.min || 1)
      const colors = {
        '--share': `${share * 100}%`,
        '--active': data.activeColor || data.selectedColor || '#1aad19',
        '--ground': data.backgroundColor || data.color || '#e9e9e9',
        '--block': data.blockColor,
        '--block-size': `${Math.max(12, Math.min(28, data.blockSize))}px`,
      }
      for (const [name, value] of Object.entries(colors)) dom.style.setProperty(name, value)
      shown.hidden = !data.showValue
      shown.textContent = native.value
    }
    const range = (): void => {
      // The order matters: the browser keeps the value between its limits at all times.
      Object.assign(native, { min: data.min, max: data.max, step: data.step })
      native.valueAsNumber = data.value
      paint()
    }
    native.addEventListener('input', (event) => {
      event.stopPropagation()
      paint()
      emit('changing', { value: native.valueAsNumber })
    })
    native.addEventListener('change', (event) => {
      event.stopPropagation()
      set({ value: native.valueAsNumber })
      emit('change', { value: native.valueAsNumber })
    })
    registerControl(dom, {
      name: () => data.name,
      value: () => native.valueAsNumber,
      reset: () => set({ value: data.min }),
      activate: () => native.focus(),
    })
    return {
      min: range,
      max: range,
      step: range,
      value: range,
      disabled: (value) => (native.disabled = value),
      color: paint,
      selectedColor: paint,
      activeColor: paint,
      backgroundColor: paint,
      blockSize: paint,
      blockColor: paint,
      showValue: paint,
    }
  },
})

export const definitions = { slider }
