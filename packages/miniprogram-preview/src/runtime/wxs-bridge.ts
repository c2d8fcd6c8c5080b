import { Component, type Element as Node } from 'glass-easel'
import { callee, domOf } from './boundary'
import { handlingNode, plainNode } from './app-event'
import { platformStyle } from './style-units'

type Script = (...values: unknown[]) => unknown

/** What WXS keeps for a node with `getState`. */
const states = new WeakMap<Node, object>()

/**
 * Gives scripts in WXS what WeChat gives them: those that follow a property (`change:x`) and those that handle events
 * get the component and the node as ComponentDescriptor. Source:
 * https://developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation.html
 */
export const wxsBridge = {
  /** The script may look for nodes that are part of the same update, so it runs right after that. */
  change:
    (script: Script): Script =>
    (value, before, owner, node) =>
      queueMicrotask(() => script(value, before, descriptorOf(owner), descriptorOf(node))),

  event(caller: object, event: { currentTarget: object }, handler: Script, scriptPath: unknown): unknown {
    if (!scriptPath) return Reflect.apply(handler, caller, [event])
    const instance = descriptorOf(Reflect.get(event, handlingNode) ?? caller)
    return handler(Object.assign(Object.create(event), event, { instance }), descriptorOf(caller))
  },
}

function descriptorOf(caller: unknown): object | undefined {
  return typeof caller === 'object' && caller !== null ? descriptor(callee(caller)) : undefined
}

function descriptor(node: Node): object {
  const dom = domOf(node)
  const within = Component.isComponent(node) ? node.getShadowRoot() : undefined
  const made: Record<string, unknown> = {
    selectComponent(selector: string) {
      const found = within?.querySelector(selector)
      return found ? descriptor(found) : undefined
    },
    selectAllComponents: (selector: string) => (within?.querySelectorAll(selector) ?? []).map(descriptor),
    getDataset: () => plainNode(node).dataset,
    getState() {
      const state = states.get(node) ?? {}
      states.set(node, state)
      return state
    },
    getBoundingClientRect: () => dom.getBoundingClientRect(),
    getComputedStyle(names: string[]) {
      const style = getComputedStyle(dom)
      return Object.fromEntries(names.map((name) => [name, Reflect.get(style, name)]))
    },
    setStyle(style: string | Record<string, string>) {
      const text =
        typeof style === 'string'
          ? style
          : Object.entries(style)
              .map(([name, value]) => `${name.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`)}:${value}`)
              .join(';')
      for (const declaration of platformStyle(text).split(';')) {
        const [, name = '', value = ''] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(declaration) ?? []
        if (name) dom.style.setProperty(name, value)
      }
      return made
    },
    addClass(name: string) {
      node.classList?.toggle(name, true)
      return made
    },
    removeClass(name: string) {
      node.classList?.toggle(name, false)
      return made
    },
    hasClass: (name: string) => node.classList?.contains(name) ?? false,
    callMethod(name: string, value?: unknown) {
      const caller: unknown = Component.isComponent(node) ? node.getMethodCaller() : undefined
      const method: unknown = typeof caller === 'object' && caller ? Reflect.get(caller, name) : undefined
      return typeof method === 'function' ? Reflect.apply(method, caller, [value]) : undefined
    },
    triggerEvent: (name: string, detail: unknown, options?: object) =>
      node.triggerEvent(name, detail, options),
    requestAnimationFrame: (draw: FrameRequestCallback) => requestAnimationFrame(draw),
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (timer: number) => clearTimeout(timer),
  }
  return made
}
