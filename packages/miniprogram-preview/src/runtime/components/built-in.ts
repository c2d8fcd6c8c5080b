import type { ComponentSpace, GeneralComponent, GeneralComponentDefinition, ShadowedEvent } from 'glass-easel'
import { asObservers, dataOf, domOf, type Observers, type TemplateGroups } from '../boundary'

/** What a property may start as; the start also gives its type. `null` takes anything. */
type Start = string | number | boolean | unknown[] | null

export type Values<P> = {
  [K in keyof P]: P[K] extends string
    ? string
    : P[K] extends number
      ? number
      : P[K] extends boolean
        ? boolean
        : P[K] extends unknown[]
          ? unknown[]
          : unknown
}

/** One built-in component in the page, as its own code sees it. */
export interface Host<P> {
  dom: HTMLElement
  /** The properties as they are now. */
  data: Readonly<Values<P>>
  /** Sets properties from inside, which `model:` bindings hear. */
  set(values: Partial<Values<P>>): void
  emit(event: string, detail?: unknown): void
  /** Calls back when the app's user taps this component. */
  onTap(listener: (origin: HTMLElement) => void): void
  /** A class of the app, as the page or component that uses this one names it, under its names in the document. */
  classes(names: string): string[]
}

export interface BuiltIn<P extends Record<string, Start>> {
  /** Whether it shows what stands between its tags. */
  content: boolean
  properties: P
  /** Sets up one instance; what it returns is called with each new value of a property, and once at the start. */
  mount?(host: Host<P>): { [K in keyof P]?: (value: Values<P>[K]) => void } | undefined
}

/** Registers a built-in component under its tag. */
export type Definition = (
  space: ComponentSpace,
  tag: string,
  groups: TemplateGroups,
) => GeneralComponentDefinition

/** Properties that every component has. ARIA attributes reach the document as they are. */
const ariaProperties = [
  'ariaChecked',
  'ariaControls',
  'ariaDescribedby',
  'ariaDisabled',
  'ariaExpanded',
  'ariaHaspopup',
  'ariaHidden',
  'ariaLabel',
  'ariaLabelledby',
  'ariaLive',
  'ariaModal',
  'ariaPressed',
  'ariaRole',
  'ariaSelected',
]

/** Turns a built-in component's definition into one that the framework can register. */
export function builtIn<P extends Record<string, Start>>(definition: BuiltIn<P>): Definition {
  return (space, tag, groups) => {
    const mounted = new WeakMap<object, Observers>()
    const names = [...Object.keys(definition.properties), ...ariaProperties, 'hidden']
    return space
      .defineComponent({
        is: `built-in/${tag}`,
        properties: propertyTypes({ ...definition.properties, hidden: false }),
        template: {
          groupList: groups,
          content: groups[definition.content ? 'preview:content' : 'preview:empty'],
        },
        observers: names.map((name) => ({
          fields: name,
          observer(this: GeneralComponent, value: unknown) {
            mounted.get(this)?.[name]?.(value)
          },
        })),
        lifetimes: {
          created(this: GeneralComponent) {
            const host = hostOf<P>(this)
            const observers: Observers = {
              ...commonObservers(host.dom),
              ...asObservers(definition.mount?.(host)),
            }
            mounted.set(this, observers)
            for (const name of Object.keys(definition.properties))
              observers[name]?.(Reflect.get(host.data, name))
          },
        },
      })
      .general()
  }
}

function hostOf<P>(component: GeneralComponent): Host<P> {
  const dom = domOf(component)
  return {
    dom,
    get data() {
      return dataOf<Values<P>>(component)
    },
    set: (values) => component.setData(values),
    emit: (event, detail = {}) => component.triggerEvent(event, detail),
    onTap(listener) {
      component.addListener('tap', (event: ShadowedEvent<unknown>) => {
        const origin = event.getOriginalEvent()
        if (origin instanceof Event && origin.target instanceof HTMLElement) listener(origin.target)
      })
    },
    classes(names) {
      const owner = component.ownerShadowRoot?.getHostNode().getComponentOptions()
      const scopes = [owner?.styleScope, owner?.extraStyleScope]
      const prefixes = scopes.flatMap((scope) =>
        scope ? (component.getOwnerSpace().styleScopeManager.queryName(scope) ?? '') : '',
      )
      const each = names.split(/\s+/).filter(Boolean)
      return each.flatMap((name) => prefixes.map((prefix) => (prefix ? `${prefix}--${name}` : name)))
    },
  }
}

function commonObservers(dom: HTMLElement): Observers {
  const reflect = (name: string) => (value: unknown) => {
    const attribute =
      name === 'ariaRole'
        ? 'role'
        : name.replace(/^aria(.)(.*)/, (_, a: string, b: string) => `aria-${a.toLowerCase()}${b}`)
    if (value === null || value === undefined) dom.removeAttribute(attribute)
    else dom.setAttribute(attribute, String(value))
  }
  return {
    ...Object.fromEntries(ariaProperties.map((name) => [name, reflect(name)])),
    hidden: (value) => dom.toggleAttribute('hidden', Boolean(value)),
  }
}

function propertyTypes(starts: Record<string, Start>) {
  const typed = Object.entries(starts).map(([name, value]) => [name, { type: typeOf(value), value }])
  return Object.fromEntries([...typed, ...ariaProperties.map((name) => [name, { type: null, value: null }])])
}

function typeOf(start: Start) {
  if (typeof start === 'string') return String
  if (typeof start === 'number') return Number
  if (typeof start === 'boolean') return Boolean
  return Array.isArray(start) ? Array : null
}

/** A number is in px, other texts say their unit. */
export function length(value: unknown): string {
  return typeof value === 'number' || /^\d+(\.\d+)?$/.test(String(value)) ? `${value}px` : String(value)
}
