import { addGlobalErrorListener, globalOptions, type GeneralComponent } from 'glass-easel'
import { component as adapter, MiniProgramEnv, type Root } from 'glass-easel-miniprogram-adapter'
import type { Program, Unit } from '../program'
import { dispatch, PhoneBackend } from './backend'
import {
  asFrameworkElement,
  asInstance,
  asStaticConfig,
  domOf,
  evaluateTemplates,
  type Instance,
} from './boundary'
import { registerBuiltIns } from './components'
import { SightObserver } from './sight'

globalOptions.throwGlobalError = false
// For `#id` in stylesheets and `for` of a label.
globalOptions.writeIdToDOM = true

Object.assign(adapter.ComponentCaller.prototype, {
  createIntersectionObserver(
    this: adapter.GeneralComponent,
    options?: ConstructorParameters<typeof SightObserver>[1],
  ) {
    return new SightObserver(this._$, options)
  },
})

/** Page, Component and Behavior as one module sees them. */
export type Registrars = Record<'Page' | 'Component' | 'Behavior', unknown>

/** One page on the screen or behind it. */
export interface PageNode {
  /** `wx-page`: the page's root, and what scrolls. */
  dom: HTMLElement
  instance: Instance
  attach(parent: HTMLElement): void
  release(): void
  /** Tells the page's components of `show`, `hide` and `resize`. */
  tellComponents(lifetime: 'show' | 'hide'): void
}

/** WeChat's component framework, set up with the app's templates and the built-in components. */
export class Framework {
  private readonly backend = new PhoneBackend()
  private readonly env = new MiniProgramEnv()
  private readonly space = this.env.createCodeSpace('', true)
  private readonly associated = this.env.associateBackend(this.backend)

  constructor(program: Program, failed: (error: unknown) => void) {
    addGlobalErrorListener((error) => failed(error))
    this.backend.onEvent(dispatch)
    const groups = evaluateTemplates(program.templates)
    registerBuiltIns(this.space.getComponentSpace(), groups)
    for (const unit of program.units) {
      this.space.addComponentStaticConfig(unit.path, staticConfig(unit))
      const content = groups[unit.path]
      if (content) this.space.addCompiledTemplate(unit.path, { groupList: groups, content })
      this.space.addStyleSheet(unit.path, undefined, unit.scope)
    }
  }

  /** Runs the module of a page or component, which registers itself through what `run` is given. */
  define(path: string, run: (registrars: Registrars) => void): void {
    this.space.componentEnv(path, run)
  }

  /** The options go along in the address: a page made with Component() takes them as its properties. */
  createPage(url: string): PageNode {
    const root: Root = this.associated.createRoot('page', this.space, url)
    const component: GeneralComponent = root.getComponent()
    const dom = domOf(component)
    return {
      dom,
      instance: asInstance(root.get()),
      attach(parent) {
        const place = document.createElement('span')
        parent.append(place)
        root.attach(asFrameworkElement(parent), asFrameworkElement(place))
      },
      release: () => root.release(),
      tellComponents: (lifetime) => component.triggerPageLifetime(lifetime, []),
    }
  }
}

/** A page stays one even when its JSON says `component`: or else its classes would be scoped as a component's. */
function staticConfig({ config, isPage }: Unit) {
  return asStaticConfig(isPage ? { ...config, component: false, styleIsolation: 'shared' } : config)
}
