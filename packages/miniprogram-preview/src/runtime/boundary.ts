import { component as adapter, type ComponentEnv, type types } from 'glass-easel-miniprogram-adapter'
import type { UnitConfig } from '../program'
import type { Options } from './wx/api'
import type {
  domlikeBackend,
  Element as AnyElement,
  Node as AnyNode,
  GeneralComponent,
  template,
} from 'glass-easel'

/**
 * The framework's types do not always fit the values at run time. All casts are in this file, for these reasons:
 *
 * - The framework declares its own types for DOM elements, but works with the browser's nodes.
 * - It does not export its enum of style isolations. The values are the same words that WeChat uses in JSON.
 * - Each observer of a built-in component gets the value of its own property. When observers are looked up by name, the
 *   types can no longer show that.
 * - The app's definitions reach the framework unchecked, so that it can report what is wrong with them itself.
 * - A page instance has whatever fields and methods the app gives it.
 */

/** The functions that register a page or a component under its path. Without a definition they give a builder. */
export type Registrars = Record<'Page' | 'Component' | 'Behavior', (definition?: Options) => unknown>

export type FrameworkElement = domlikeBackend.Element

/** Gives a DOM node the framework's type for elements. */
export function asFrameworkElement(node: Node): FrameworkElement {
  return node as unknown as FrameworkElement
}

/**
 * Gives the DOM node of an element or component. A component with a virtual host has none of its own, so it gives the
 * first one inside it, or an empty node that is not in the document.
 */
export function domOf(element: AnyElement): HTMLElement {
  return firstDom(element) ?? document.createElement('wx-nothing')
}

function firstDom(node: AnyNode): HTMLElement | undefined {
  const own: unknown = node.getBackendElement()
  if (own instanceof HTMLElement) return own
  for (const child of 'getComposedChildren' in node ? node.getComposedChildren() : []) {
    const found = firstDom(child)
    if (found) return found
  }
  return undefined
}

/**
 * Gives the element behind an object that the framework passes as one. For a page or component of the app that object
 * is its instance, which is `this` in the app's code.
 */
export function callee(caller: object): AnyElement {
  return (caller instanceof adapter.ComponentCaller ? caller._$ : caller) as AnyElement
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

export function evaluateTemplates(code: string, wxsBridge: object): TemplateGroups {
  // The compiled templates reach their scripts' side of the phone under this name.
  return new Function('wxsBridge', `return ${code}`)(wxsBridge) as TemplateGroups
}

export function asStaticConfig(config: UnitConfig): types.ComponentStaticConfig {
  return config as types.ComponentStaticConfig
}

export function asRegistrars(env: ComponentEnv): Registrars {
  return env as unknown as Registrars
}

export type Observers = Record<string, ((value: unknown) => void) | undefined>

export function asObservers(observers: object | undefined): Observers {
  return { ...observers } as Observers
}
