import type { types } from 'glass-easel-miniprogram-adapter'
import type { UnitConfig } from '../program'
import type { domlikeBackend, Element as AnyElement, GeneralComponent, template } from 'glass-easel'

/**
 * The framework's types do not always fit the values at run time. All casts are in this file, for these reasons:
 *
 * - The framework declares its own types for DOM elements, but works with the browser's nodes.
 * - It does not export its enum of style isolations. The values are the same words that WeChat uses in JSON.
 * - Each observer of a built-in component gets the value of its own property. When observers are looked up by name, the
 *   types can no longer show that.
 * - A page instance has whatever fields and methods the app gives it.
 */

export type FrameworkElement = domlikeBackend.Element

/** Gives a DOM node the framework's type for elements. */
export function asFrameworkElement(node: Node): FrameworkElement {
  return node as unknown as FrameworkElement
}

/** Gives the DOM node of an element or component. It always has one, since templates render into the document. */
export function domOf(element: AnyElement): HTMLElement {
  return element.getBackendElement() as unknown as HTMLElement
}

/** The object that is `this` in the code of a page or component. */
export type Instance = Record<string, unknown>

export function asInstance(caller: object): Instance {
  return caller as Instance
}

/** Gives a component's properties. The framework converts each to its declared type, so `T` holds. */
export function dataOf<T>(component: GeneralComponent): T {
  return component.data as T
}

/** Template functions by path: the value of the expression that the template compiler makes. */
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
