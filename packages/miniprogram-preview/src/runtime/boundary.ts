import type { types } from 'glass-easel-miniprogram-adapter'
import type { UnitConfig } from '../program'
import type { domlikeBackend, Element as AnyElement, GeneralComponent, template } from 'glass-easel'

/**
 * The framework types what it is given more narrowly, or more widely, than what runs; all casts are here.
 *
 * - Its DOM-like elements are structural types of its own, although a browser's nodes are what it is made for.
 * - Its enum of style isolations cannot be named from outside; its members are WeChat's own words.
 * - A built-in component's observers are each called with their own property's value only; looked up by name, the two
 *   can no longer be seen to match.
 * - An instance of a page carries whatever fields and methods the app gave it.
 */

export type FrameworkElement = domlikeBackend.Element

/** A DOM node as the framework's backend element; a function of `style` may have been put in front before. */
export function asFrameworkElement(node: Node): FrameworkElement {
  return node as unknown as FrameworkElement
}

/** The DOM node of an element or component: all that templates make lives in the browser's document. */
export function domOf(element: AnyElement): HTMLElement {
  return element.getBackendElement() as unknown as HTMLElement
}

/** A page's or component's own object, as the app's code sees it in `this`. */
export type Instance = Record<string, unknown>

export function asInstance(caller: object): Instance {
  return caller as Instance
}

/** A component's properties: the framework coerces them to the types they were declared with. */
export function dataOf<T>(component: GeneralComponent): T {
  return component.data as T
}

/** Template functions by path: what the template compiler's code evaluates to. */
export type TemplateGroups = Record<string, template.ComponentTemplate['content']>

export function evaluateTemplates(code: string): TemplateGroups {
  return (0, eval)(code) as TemplateGroups
}

export function asStaticConfig(config: UnitConfig): types.ComponentStaticConfig {
  return config as types.ComponentStaticConfig
}

export type Observers = Record<string, ((value: unknown) => void) | undefined>

export function asObservers(observers: object | undefined): Observers {
  return { ...observers } as Observers
}
