/** A finger on the screen, as in an event's `touches`. */
interface Touch {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
}

/** An event for the node under a finger. */
export interface Gesture {
  type: string
  detail: object
  /** The browser's event that caused the gesture. */
  cause: Event
  /** Holds `touches` and `changedTouches`. */
  extraFields?: Record<string, unknown>
}

/** Delivers a gesture and says whether any listener handled it. */
type Deliver = (origin: EventTarget | null, gesture: Gesture) => boolean

/** As in WeChat, a press becomes a long press after 350 ms, and a finger that moves does not tap. */
const longPressMs = 350
const tapSlopPx = 10

const keyGestures: Record<string, string> = { Enter: 'tap', ' ': 'tap', ContextMenu: 'longpress' }

/**
 * Turns pointer events into touchstart, touchmove, touchend, touchcancel, tap, longpress and longtap. No tap follows a long
 * press that a listener handled.
 */
export function watchGestures(deliver: Deliver): void {
  let press:
    | { id: number; x: number; y: number; target: EventTarget | null; timer: number; isOver: boolean }
    | undefined

  const send = (type: string, cause: PointerEvent): boolean => {
    const { pointerId: identifier, pageX, pageY, clientX, clientY } = cause
    const one: Touch = { identifier, pageX, pageY, clientX, clientY }
    const lifted = type === 'touchend' || type === 'touchcancel'
    const detail = type.startsWith('touch') ? {} : { x: clientX, y: clientY }
    const extraFields = { touches: lifted ? [] : [one], changedTouches: [one] }
    return deliver(press?.target ?? null, { type, detail, cause, extraFields })
  }

  const down = (event: PointerEvent): void => {
    if (press || event.button !== 0) return
    const beLong = (): void => {
      if (!press || isDisabled(press.target)) return
      press.isOver = send('longpress', event)
      // The older name of the same, after which a tap still follows.
      send('longtap', event)
    }
    // If the page was busy, this timer is late and the finger may have been lifted in time. A second timer lets that
    // event be handled first.
    const timer = window.setTimeout(() => {
      if (press) press.timer = window.setTimeout(beLong)
    }, longPressMs)
    press = {
      id: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      target: event.target,
      timer,
      isOver: false,
    }
    send('touchstart', event)
  }
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== press?.id) return
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) > tapSlopPx) {
      clearTimeout(press.timer)
      press.isOver = true
    }
    send('touchmove', event)
  }
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== press?.id) return
    clearTimeout(press.timer)
    send('touchend', event)
    if (!press.isOver && !isDisabled(press.target)) send('tap', event)
    press = undefined
  }
  const cancel = (event: PointerEvent): void => {
    if (event.pointerId !== press?.id) return
    clearTimeout(press.timer)
    send('touchcancel', event)
    press = undefined
  }

  /** A key is as good as a finger, and the menu key as one that stays. */
  const pressByKey = (event: KeyboardEvent): void => {
    const { target } = event
    const type = keyGestures[event.key]
    if (!type || !(target instanceof HTMLElement) || !target.matches('[role][tabindex="0"]')) return
    event.preventDefault()
    deliver(target, { type, detail: { x: 0, y: 0 }, cause: event })
  }

  const options = { capture: true }
  document.addEventListener('keydown', pressByKey, options)
  document.addEventListener('pointerdown', down, options)
  document.addEventListener('pointermove', move, options)
  document.addEventListener('pointerup', up, options)
  document.addEventListener('pointercancel', cancel, options)
}

/** In WeChat a disabled button gets neither taps nor long presses. */
function isDisabled(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('wx-button[aria-disabled=true]') !== null
}
