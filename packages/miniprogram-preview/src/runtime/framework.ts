import { addGlobalErrorListener, globalOptions, type GeneralComponent } from 'glass-easel'
import { MiniProgramEnv, type Root } from 'glass-easel-miniprogram-adapter'
import type { Program, Unit, UnitConfig } from '../program'
import { shapeEvents } from './app-event'
import { Behaviors } from './behaviors'
import { dispatch, PhoneBackend } from './backend'
import {
  asFrameworkElement,
  asInstance,
  asRegistrars,
  asStaticConfig,
  domOf,
  evaluateTemplates,
  type Instance,
} from './boundary'
import { registerBuiltIns, type Definitions } from './components'
import { completeInstances } from './instance'
import { showFailure } from './overlay'
import { readiness } from './readiness'
import { Registry } from './registry'
import { warn } from './warnings'
import { wxsBridge } from './wxs-bridge'

globalOptions.throwGlobalError = false
// Selectors like `#id` in stylesheets and the `for` of a label look for ids in the document.
globalOptions.writeIdToDOM = true
shapeEvents()
completeInstances()

/** An open page, in front or behind another one. */
export interface PageNode {
  /** The page's root, a `wx-page`. It is the element that scrolls. */
  dom: HTMLElement
  component: GeneralComponent
  instance: Instance
  attach(parent: HTMLElement): void
  release(): void
  /** Calls the `pageLifetimes` of the page's components. */
  tellComponents(lifetime: 'show' | 'hide'): void
}

/** WeChat's component framework with the app's templates and the built-in components. */
export class Framework {
  private readonly backend = new PhoneBackend()
  private readonly env = new MiniProgramEnv()
  private readonly space = this.env.createCodeSpace('', true)
  private readonly associated = this.env.associateBackend(this.backend)
  readonly registry: Registry

  /** `prepare` is called before a page or tab bar is made, with its path: it must register what that needs. */
  constructor(
    program: Program,
    parts: Definitions,
    failed: (error: unknown) => void,
    private readonly prepare: (path: string) => void,
  ) {
    // What the framework finds wrong with a definition keeps nothing from working.
    addGlobalErrorListener((error, where, unit) => {
      if (where !== '[prepare]') return failed(error)
      warn(`${String(unit)}: ${error instanceof Error ? error.message : String(error)}`)
      return false
    })
    this.backend.onEvent(dispatch)
    const groups = evaluateTemplates(program.templates, wxsBridge)
    registerBuiltIns(this.space.getComponentSpace(), groups, parts, program.tags)
    // Else a property called `dataset` or `id` would take the place of the node's own.
    this.space.getComponentSpace().updateComponentOptions({ writeFieldsToNode: false })
    this.space.setOverallBehavior(readiness(this.space.getComponentSpace()))
    this.registry = new Registry(
      {
        registrars: (path) => this.space.componentEnv(path, asRegistrars),
        configOf: (path) => program.units.find((unit) => unit.path === path)?.config,
        configure: (path, config) => this.configure(path, config),
      },
      new Behaviors(this.space),
      showFailure,
    )
    for (const unit of program.units) {
      this.configure(unit.path, staticConfig(unit))
      const content = groups[unit.path]
      if (content) this.space.addCompiledTemplate(unit.path, { groupList: groups, content })
      this.space.addStyleSheet(unit.path, undefined, unit.scope)
    }
  }

  private configure(path: string, config: UnitConfig): void {
    this.space.addComponentStaticConfig(path, asStaticConfig(config))
  }

  /**
   * Makes the page at `url`, which includes the options: a page written with Component() gets them as properties. With
   * another `tag` it makes a component that stands beside a page.
   */
  createPage(url: string, tag = 'page'): PageNode {
    this.prepare(url.split('?')[0] ?? url)
    const root: Root = this.associated.createRoot(tag, this.space, url)
    const component: GeneralComponent = root.getComponent()
    const dom = domOf(component)
    return {
      dom,
      component,
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

/** A page's JSON may say `component: true`. It is ignored, because the page's classes would then get a scope. */
function staticConfig({ config, isPage }: Unit): UnitConfig {
  if (isPage) return { ...config, component: false, styleIsolation: 'shared' }
  return { ...config, component: true }
}
