import {
  CurrentWindowBackendContext,
  Event,
  type Element,
  type EventBubbleStatus,
  type EventOptions,
} from 'glass-easel'
import { asFrameworkElement } from './boundary'
import { device } from './device'
import { watchGestures, type Gesture } from './gestures'
import { inPage } from './place'
import { platformStyle } from './style-units'

/** DOM events that the app gets unchanged. All other events are gestures or come from built-in components. */
const plainEvents = ['transitionend', 'animationstart', 'animationiteration', 'animationend']

type Listener = Parameters<CurrentWindowBackendContext['onEvent']>[0]

/**
 * Lets the framework render into the browser's document. Each tag becomes a `wx-*` element, because the browser would
 * give a real form, button or input its own behaviour and style. Gestures and styles follow WeChat's rules.
 */
export class PhoneBackend extends CurrentWindowBackendContext {
  override document = {
    createElement: (tag: string) => asFrameworkElement(asOnPhone(document.createElement(`wx-${tag}`))),
    createTextNode: (text: string) => asFrameworkElement(document.createTextNode(text)),
    createDocumentFragment: () => asFrameworkElement(document.createDocumentFragment()),
  }

  override getTheme(): string {
    return device.theme
  }

  override onThemeChange(tell: (change: { theme: string }) => void): void {
    device.themeChanged.add((theme) => tell({ theme }))
  }

  override onEvent(listener: Listener): void {
    const deliver = (
      origin: EventTarget | null,
      { type, detail, cause, extraFields = {} }: Gesture,
    ): boolean => {
      const target = frameworkNodeAt(origin)
      if (!target) return false
      let heard = false
      const handleListenerReturn = (value: unknown) => {
        heard = true
        return value === false ? false : undefined
      }
      const phases = { bubbles: true, composed: true, capturePhase: true }
      listener(target, type, detail, { ...phases, originalEvent: cause, extraFields, handleListenerReturn })
      return heard
    }
    watchGestures(deliver)
    for (const type of plainEvents)
      document.addEventListener(type, (cause) => deliver(cause.target, { type, detail: {}, cause }), {
        capture: true,
      })
  }

  /** The framework says here which events have listeners. Not needed: all events above are always delivered. */
  override setListenerStats(): void {}
}

/** Passes an event of the backend to the framework. */
export function dispatch(
  target: Element,
  type: string,
  detail: unknown,
  options: EventOptions,
): EventBubbleStatus {
  const event = new Event(type, detail, options)
  Event.dispatchEvent(target, event)
  return event.getEventBubbleStatus()
}

function frameworkNodeAt(origin: EventTarget | null): Element | undefined {
  for (let node = origin instanceof Node ? origin : null; node; node = node.parentNode) {
    const found = asFrameworkElement(node).__wxElement
    if (found) return found
  }
  return undefined
}

/**
 * Makes a node follow the phone's rules: WeChat's units work in its `style`, and its position is relative to its page.
 */
function asOnPhone(node: HTMLElement): HTMLElement {
  node.getBoundingClientRect = () => inPage(node, HTMLElement.prototype.getBoundingClientRect.call(node))
  node.setAttribute = (name, value) => {
    const text = String(value)
    HTMLElement.prototype.setAttribute.call(node, name, name === 'style' ? platformStyle(text) : text)
  }
  return node
}
