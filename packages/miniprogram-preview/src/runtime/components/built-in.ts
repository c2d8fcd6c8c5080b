import type { ComponentSpace, GeneralComponent, GeneralComponentDefinition, ShadowedEvent } from 'glass-easel'
import { playAnimation } from '../play-animation'
import { asObservers, dataOf, domOf, type Observers, type TemplateGroups } from '../boundary'

/** The initial value of a property. It also decides the property's type; `null` means any type. */
type InitialValue = string | number | boolean | unknown[] | null

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

/** An instance of a built-in component, for the code of that component. */
export interface Host<P> {
  dom: HTMLElement
  /** The present values of the properties. */
  data: Readonly<Values<P>>
  /** Sets properties. Bindings with `model:` in the app follow the change. */
  set(values: Partial<Values<P>>): void
  /** Sends an event, and gives what its handlers return, the last one that returns anything. */
  emit(event: string, detail?: unknown): unknown
  /** The path of the page or component whose template has this one. */
  readonly owner: string
  /** Calls `listener` with the tapped node when the user taps this component. */
  onTap(listener: (origin: HTMLElement) => void): void
  /** Gives the names that classes of the app have in the document, where a component's classes carry a prefix. */
  classes(names: string): string[]
}

export interface BuiltIn<P extends Record<string, InitialValue>> {
  /** Whether the component shows the nodes between its tags. */
  content: boolean
  properties: P
  /**
   * Sets up an instance. Gives observers: each is called with the value of its property, at the start and after
   * changes.
   */
  mount?(host: Host<P>): { [K in keyof P]?: (value: Values<P>[K]) => void } | undefined
}

export interface Definition {
  /** Defines a built-in component in the framework under its tag. */
  (space: ComponentSpace, tag: string, groups: TemplateGroups): GeneralComponentDefinition
  /** The names of its properties, for the table in the README. */
  readonly properties: string[]
}

/** Every component has these properties. Their values are copied to the ARIA attributes in the document. */
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
  'ariaValuemax',
  'ariaValuemin',
  'ariaValuenow',
  'ariaValuetext',
]

/** What has one of these roles is reached with Tab, and tapped with Enter or the space bar. */
const tappedRoles = ['button', 'checkbox', 'link', 'radio', 'switch', 'tab', 'textbox']

/** Turns the definition of a built-in component into a function that registers it with the framework. */
export function builtIn<P extends Record<string, InitialValue>>(definition: BuiltIn<P>): Definition {
  const define = (space: ComponentSpace, tag: string, groups: TemplateGroups) => {
    const observersOf = new WeakMap<object, Observers>()
    const names = [...Object.keys(definition.properties), ...ariaProperties, 'hidden', 'animation']
    return space
      .defineComponent({
        is: `built-in/${tag}`,
        properties: propertyTypes({ ...definition.properties, hidden: false, animation: null }),
        template: {
          groupList: groups,
          content: groups[definition.content ? 'preview:content' : 'preview:empty'],
        },
        observers: names.map((name) => ({
          fields: name,
          observer(this: GeneralComponent, value: unknown) {
            observersOf.get(this)?.[name]?.(value)
          },
        })),
        lifetimes: {
          created(this: GeneralComponent) {
            const host = hostOf<P>(this)
            const observers: Observers = {
              ...commonObservers(host.dom),
              ...asObservers(definition.mount?.(host)),
            }
            observersOf.set(this, observers)
            for (const name of Object.keys(definition.properties))
              observers[name]?.(Reflect.get(host.data, name))
          },
        },
      })
      .general()
  }
  return Object.assign(define, { properties: Object.keys(definition.properties) })
}

function hostOf<P>(component: GeneralComponent): Host<P> {
  const dom = domOf(component)
  return {
    dom,
    get data() {
      return dataOf<Values<P>>(component)
    },
    set: (values) => component.setData(values),
    emit(event, detail = {}) {
      let result: unknown
      const handleListenerReturn = (value: unknown) => void (result = value ?? result)
      component.triggerEvent(event, detail, { handleListenerReturn })
      return result
    },
    get owner() {
      return component.ownerShadowRoot?.getHostNode().is ?? ''
    },
    onTap(listener) {
      component.addListener('tap', (event: ShadowedEvent<unknown>) => {
        const origin = event.getOriginalEvent()
        if (origin instanceof Event && origin.target instanceof HTMLElement) listener(origin.target)
      })
    },
    classes(names) {
      const owner = component.ownerShadowRoot?.getHostNode().getComponentOptions()
      // Scope 0 is that of the page; a component has it besides its own only where it says so.
      const scopes = [owner?.styleScope ?? 0, owner?.extraStyleScope].filter(
        (scope) => typeof scope === 'number',
      )
      const prefixes = scopes.map(
        (scope) => component.getOwnerSpace().styleScopeManager.queryName(scope) ?? '',
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
    // A field is known by its name where the keyboard reaches it.
    const field = attribute === 'aria-label' && dom.querySelector(':scope > input, :scope > textarea')
    const named = field || dom
    if (value === null || value === undefined) named.removeAttribute(attribute)
    else named.setAttribute(attribute, String(value))
    if (attribute === 'role' && tappedRoles.includes(String(value))) dom.tabIndex = 0
  }
  return {
    ...Object.fromEntries(ariaProperties.map((name) => [name, reflect(name)])),
    hidden: (value) => dom.toggleAttribute('hidden', Boolean(value)),
    animation: (value) => playAnimation(dom, value),
  }
}

function propertyTypes(initialValues: Record<string, InitialValue>) {
  const typed = Object.entries(initialValues).map(([name, value]) => [name, { type: typeOf(value), value }])
  return Object.fromEntries([...typed, ...ariaProperties.map((name) => [name, { type: null, value: null }])])
}

function typeOf(initialValue: InitialValue) {
  if (typeof initialValue === 'string') return String
  if (typeof initialValue === 'number') return Number
  if (typeof initialValue === 'boolean') return Boolean
  return Array.isArray(initialValue) ? Array : null
}

/** Gives a CSS length. A number without a unit is in px. */
export function cssLength(value: unknown): string {
  return typeof value === 'number' || /^\d+(\.\d+)?$/.test(String(value)) ? `${value}px` : String(value)
}
