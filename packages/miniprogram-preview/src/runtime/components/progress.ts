import { element } from '../dom'
import { builtIn, cssLength } from './built-in'
import { slide } from './slide'

const progress = builtIn({
  content: false,
  properties: {
    percent: 0,
    showInfo: false,
    borderRadius: null,
    fontSize: null,
    strokeWidth: null,
    color: '',
    activeColor: '',
    backgroundColor: '',
    active: false,
    activeMode: 'backwards',
    duration: 30,
  },
  mount({ dom, data, emit }) {
    const fill = element('i')
    const bar = element('div', {}, fill)
    const info = element('span')
    dom.append(bar, info)
    dom.setAttribute('role', 'progressbar')
    let shown = 0
    let stop = (): void => undefined
    const draw = (percent: number): void => {
      shown = percent
      fill.style.width = `${percent}%`
      info.textContent = `${Math.round(percent)}%`
      dom.setAttribute('aria-valuenow', String(Math.round(percent)))
    }
    const paint = (): void => {
      info.hidden = !data.showInfo
      info.style.fontSize = cssLength(data.fontSize ?? 16)
      bar.style.height = cssLength(data.strokeWidth ?? 6)
      bar.style.borderRadius = cssLength(data.borderRadius ?? 0)
      bar.style.background = data.backgroundColor || '#ebebeb'
      fill.style.background = data.activeColor || data.color || '#09bb07'
    }
    return {
      percent: (value) => {
        stop()
        const target = Math.max(0, Math.min(100, value))
        if (!data.active) return draw(target)
        const start = data.activeMode === 'forwards' ? shown : 0
        // `duration` is the time for one percent, in milliseconds.
        stop = slide(Math.abs(target - start) * data.duration, (share) => {
          draw(start + (target - start) * share)
          if (share === 1) emit('activeend', { curPercent: target })
        })
      },
      showInfo: paint,
      borderRadius: paint,
      fontSize: paint,
      strokeWidth: paint,
      color: paint,
      activeColor: paint,
      backgroundColor: paint,
    }
  },
})

export const definitions = { progress }
