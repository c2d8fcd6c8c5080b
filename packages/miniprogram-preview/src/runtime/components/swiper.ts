import { builtIn, cssLength } from './built-in'
import { slide } from './slide'

/** What moved the swiper: the app, a timer or a finger. */
type Source = '' | 'autoplay' | 'touch'

const swiper = builtIn({
  content: true,
  properties: {
    indicatorDots: false,
    indicatorColor: 'rgba(0, 0, 0, .3)',
    indicatorActiveColor: '#000000',
    autoplay: false,
    current: 0,
    currentItemId: '',
    interval: 5000,
    duration: 500,
    circular: false,
    vertical: false,
    previousMargin: '0px',
    nextMargin: '0px',
    displayMultipleItems: 1,
  },
  mount({ dom, data, set, emit }) {
    const dots = document.createElement('div')
    dots.className = 'dots'
    dom.append(dots)
    /** Where the swiper stands, in items; between two items while it moves. */
    let position = 0
    let autoplay = 0
    let stop = (): void => undefined
    const items = () => [...dom.querySelectorAll<HTMLElement>(':scope > wx-swiper-item')]

    const place = (): void => {
      const all = items()
      const loops = data.circular && all.length > data.displayMultipleItems
      all.forEach((item, index) => {
        const ahead = index - position
        const at = loops ? modulo(ahead + 1, all.length) - 1 : ahead
        item.style.translate = data.vertical ? `0 ${at * 100}%` : `${at * 100}% 0`
      })
      const active = modulo(Math.round(position), all.length || 1)
      dots.replaceChildren(
        ...all.map((_, index) => {
          const dot = document.createElement('i')
          dot.style.background = index === active ? data.indicatorActiveColor : data.indicatorColor
          return dot
        }),
      )
    }
    const detail = (source: Source) => {
      const current = modulo(Math.round(position), items().length || 1)
      return { current, currentItemId: items()[current]?.getAttribute('item-id') ?? '', source }
    }
    /** Moves to `target`, which may lie beyond the ends of a circular swiper. Tells of it unless the app asked for it. */
    const moveTo = (target: number, source: Source): void => {
      stop()
      const start = position
      stop = slide(data.duration, (share) => {
        position = start + (target - start) * share
        place()
        if (share < 1) return
        position = modulo(target, items().length || 1)
        const told = detail(source)
        if (told.current !== data.current) {
          set({ current: told.current })
          emit('change', told)
        }
        emit('animationfinish', told)
      })
    }
    const limit = (target: number): number =>
      data.circular ? target : Math.max(0, Math.min(items().length - data.displayMultipleItems, target))

    dom.addEventListener('pointerdown', (down) => {
      const from = position
      const length = (data.vertical ? dom.clientHeight : dom.clientWidth) / data.displayMultipleItems
      let moved = 0
      stop()
      const move = (event: PointerEvent): void => {
        if (event.pointerId !== down.pointerId) return
        moved = data.vertical ? event.clientY - down.clientY : event.clientX - down.clientX
        position = limit(from - moved / length)
        place()
        emit('transition', data.vertical ? { dx: 0, dy: -moved } : { dx: -moved, dy: 0 })
      }
      const up = (): void => {
        document.removeEventListener('pointermove', move)
        const step = Math.abs(moved) > Math.min(60, length / 4) ? -Math.sign(moved) : 0
        if (moved) moveTo(limit(Math.round(from) + step), 'touch')
      }
      document.addEventListener('pointermove', move)
      document.addEventListener('pointerup', up, { once: true })
      document.addEventListener('pointercancel', up, { once: true })
    })
    new MutationObserver(place).observe(dom, { childList: true })

    const restart = (): void => {
      clearInterval(autoplay)
      if (!data.autoplay) return
      autoplay = window.setInterval(() => {
        if (!dom.isConnected) return clearInterval(autoplay)
        if (dom.checkVisibility() && items().length > 1)
          moveTo(data.circular ? position + 1 : (position + 1) % items().length, 'autoplay')
      }, data.interval)
    }
    const layOut = (): void => {
      dom.style.setProperty('--shown', String(data.displayMultipleItems))
      dom.style.setProperty('--before', cssLength(data.previousMargin))
      dom.style.setProperty('--after', cssLength(data.nextMargin))
      dom.toggleAttribute('vertical', data.vertical)
      dots.hidden = !data.indicatorDots
      place()
    }
    return {
      current: (value) => {
        if (!dom.isConnected) position = value
        else if (modulo(Math.round(position), items().length || 1) !== value) moveTo(value, '')
        place()
      },
      currentItemId: (id) => {
        const index = items().findIndex((item) => item.getAttribute('item-id') === id)
        if (id && index >= 0) moveTo(index, '')
      },
      autoplay: restart,
      interval: restart,
      circular: layOut,
      vertical: layOut,
      displayMultipleItems: layOut,
      previousMargin: layOut,
      nextMargin: layOut,
      indicatorDots: layOut,
      indicatorColor: layOut,
      indicatorActiveColor: layOut,
    }
  },
})

const swiperItem = builtIn({
  content: true,
  properties: { itemId: '' },
  mount: ({ dom }) => ({ itemId: (id) => dom.setAttribute('item-id', id) }),
})

export const definitions = { swiper, 'swiper-item': swiperItem }

function modulo(value: number, count: number): number {
  return ((value % count) + count) % count
}
