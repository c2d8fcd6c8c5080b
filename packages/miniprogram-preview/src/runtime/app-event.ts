import { Component, Event, type Element, type ShadowedEvent } from 'glass-easel'
import { callee, domOf } from './boundary'
import { warn } from './warnings'

/** Under this name an event for the app keeps the node that handles it. */
export const handlingNode = Symbol('the node that handles the event')

/** The node of an event as the app sees it: plain data. */
interface EventNode {
  id: string
  dataset: Record<string, unknown>
  offsetLeft: number
  offsetTop: number
}

/**
 * Makes the framework's events like WeChat's: plain data, which survives `{ ...event }` and JSON. The framework's own
 * event inherits its fields and has whole components as its nodes. A handler that the app does not have is a warning,
 * which the framework does not give.
 */
export function shapeEvents(): void {
  const { wrapShadowedEvent } = Event.prototype
  Event.prototype.wrapShadowedEvent = function (target, mark, currentTarget) {
    const event: ShadowedEvent<unknown> = wrapShadowedEvent.call(this, target, mark, currentTarget)
    const { type, timeStamp, detail, extraFields } = this
    Object.defineProperty(event, handlingNode, { value: currentTarget })
    return Object.assign(event, {
      type,
      timeStamp,
      detail,
      mark: mark ?? {},
      ...extraFields,
      target: plainNode(target),
      currentTarget: plainNode(currentTarget),
    })
  }
  const { getMethod } = Component
  Component.getMethod = (component, name) => {
    const method = getMethod(component, name)
    if (!method) warn(`${component.is} has no method "${name}" to handle an event.`)
    return method
  }
}

/** Gives the part of a node that the app may see. `caller` may be the instance of a page or component. */
export function plainNode(caller: Element): EventNode {
  const node = callee(caller)
  const dom = domOf(node)
  return {
    id: node.id,
    dataset: { ...node.dataset },
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
  }
}
