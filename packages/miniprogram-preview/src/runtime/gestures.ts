/** A finger on the screen, as an event's `touches` tell of it. */
interface Touch {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
}

/** What is delivered to the node under a finger. */
export interface Gesture {
  type: string
  detail: object
  /** The browser's own event behind it. */
  cause: Event
  /** `touches` and `changedTouches` */
  extraFields?: Record<string, unknown>
}

/** Gives whether any listener has heard it. */
type Deliver = (origin: EventTarget | null, gesture: Gesture) => boolean

/** WeChat's own numbers: a press is long after 350 ms, and no tap once the finger has moved. */
const longPressMs = 350
const tapSlopPx = 10

/**
 * Turns pointer events into touchstart, touchmove, touchend, touchcancel, tap and longpress. A long press that
 * someone heard is not followed by a tap.
 */
export function watchGestures(deliver: Deliver): void {
  let press:
    { id: number; x: number; y: number; target: EventTarget | null; timer: number; over: boolean } | undefined

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
      if (press && !isDisabled(press.target)) press.over = send('longpress', event)
    }
    // While the page was busy, the finger may have been lifted in time: a late timer lets what waits come first.
    const timer = window.setTimeout(() => {
      if (press) press.timer = window.setTimeout(beLong)
    }, longPressMs)
    press = {
      id: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      target: event.target,
      timer,
      over: false,
    }
    send('touchstart', event)
  }
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== press?.id) return
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) > tapSlopPx) {
      clearTimeout(press.timer)
      press.over = true
    }
    send('touchmove', event)
  }
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== press?.id) return
    clearTimeout(press.timer)
    send('touchend', event)
    if (!press.over && !isDisabled(press.target)) send('tap', event)
    press = undefined
  }
  const cancel = (event: PointerEvent): void => {
    if (event.pointerId !== press?.id) return
    clearTimeout(press.timer)
    send('touchcancel', event)
    press = undefined
  }

  const options = { capture: true }
  document.addEventListener('pointerdown', down, options)
  document.addEventListener('pointermove', move, options)
  document.addEventListener('pointerup', up, options)
  document.addEventListener('pointercancel', cancel, options)
}

/** A disabled button feels nothing. */
function isDisabled(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('wx-button[aria-disabled=true]') !== null
}
