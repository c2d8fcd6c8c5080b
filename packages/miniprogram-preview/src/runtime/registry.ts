import type { UnitConfig } from '../program'
import type { Behaviors } from './behaviors'
import type { Registrars } from './boundary'
import { isOptions } from './wx/api'

/** What the registry needs of the framework. */
interface Framework {
  registrars(path: string): Registrars
  /** Gives the JSON of a page or component. */
  configOf(path: string): UnitConfig | undefined
  /** Replaces that JSON, which the framework reads when the definition arrives. */
  configure(path: string, config: UnitConfig): void
}

/**
 * Page, Component and Behavior, which every module of the app can call. A definition belongs to the page or component
 * whose module is being loaded, also when a shared module calls for it.
 */
export class Registry {
  private unit: string | undefined
  /** What has been registered, with the names of the components to which its `relations` go. */
  private readonly registered = new Map<string, string[]>()

  constructor(
    private readonly framework: Framework,
    private readonly behaviors: Behaviors,
    /** Shows an error of a module where its page or component is made. */
    private readonly show: (error: unknown) => void,
  ) {}

  /**
   * Calls `load` to load the module of a page or component, and raises its error. One that fails or registers nothing
   * leaves an empty page or component, so that the others work. Gives the names of the components to which its relations
   * go.
   */
  define(path: string, load: () => void): string[] {
    this.unit = path
    try {
      load()
    } catch (error) {
      if (this.registered.has(path)) this.show(error)
      else this.framework.registrars(path).Component({ created: () => this.show(error) })
      throw error
    }
    if (!this.registered.has(path)) this.framework.registrars(path).Page({})
    return this.registered.get(path) ?? []
  }

  readonly scope = {
    Page: (definition: unknown) => this.register('Page', definition),
    Component: (definition?: unknown) => this.register('Component', definition),
    Behavior: (definition?: unknown) =>
      this.framework
        .registrars(this.unit ?? 'app')
        .Behavior(isOptions(definition) ? this.behaviors.named(definition) : undefined),
  }

  /** A late call, in a timer for instance, is for the unit that was loaded last, as in WeChat. */
  private register(kind: 'Page' | 'Component', definition: unknown): unknown {
    const { unit } = this
    if (unit === undefined) throw new Error(`${kind}() was called before the module of a page or component`)
    this.registered.set(unit, namesOfRelations(definition))
    const registrars = this.framework.registrars(unit)
    if (!isOptions(definition)) return registrars.Component()
    this.isolate(unit, definition['options'])
    return registrars[kind](this.behaviors.named(definition))
  }

  /** The framework reads the style isolation from JSON only, but an app can also write it in `options`. */
  private isolate(unit: string, options: unknown): void {
    const config = this.framework.configOf(unit)
    if (!config || config.styleIsolation !== undefined || !isOptions(options)) return
    const { styleIsolation, addGlobalClass } = options
    if (typeof styleIsolation === 'string') this.framework.configure(unit, { ...config, styleIsolation })
    else if (addGlobalClass === true) this.framework.configure(unit, { ...config, addGlobalClass })
  }
}

/** A relation is named by the path of a component, unless it has a `target`. */
function namesOfRelations(definition: unknown): string[] {
  const relations = isOptions(definition) ? definition['relations'] : undefined
  return isOptions(relations) ? Object.keys(relations) : []
}
