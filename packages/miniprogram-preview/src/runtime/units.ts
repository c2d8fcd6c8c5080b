import type { Program, Unit } from '../program'
import { candidates } from '../resolve'

/**
 * Loads the modules of pages and components, each once and when a phone does: those of a package together, the main one
 * at start and a subpackage with its first page; or, when the app asks for `lazyCodeLoading`, those of a page when it
 * opens. Source: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/lazyload.html
 */
export class Units {
  private readonly units: Map<string, Unit>
  private readonly isLazy: boolean
  private readonly loaded = new Set<string>()

  /**
   * `load` loads the module of a page or component, and raises its error. It gives the names of the components to which
   * the relations of that go. `failed` hears of each module that fails.
   */
  constructor(
    private readonly program: Program,
    private readonly load: (path: string) => string[],
    private readonly failed: (path: string, error: unknown) => void,
  ) {
    this.units = new Map(program.units.map((unit) => [unit.path, unit]))
    this.isLazy = program.config.lazyCodeLoading === 'requiredComponents'
  }

  /** Loads what a phone loads before its first page. */
  start(): void {
    if (!this.isLazy) this.loadPackage('')
  }

  /** Loads what the page or tab bar at `path` needs before it opens. */
  open(path: string): void {
    if (!this.isLazy) this.loadPackage(this.packageOf(path))
    this.loadWithComponents(path)
  }

  private loadPackage(root: string): void {
    for (const path of this.units.keys()) if (this.packageOf(path) === root) this.loadWithComponents(path)
  }

  /** Loads the components that a page or component uses, each after those that it uses itself, and then its own module. */
  private loadWithComponents(path: string): void {
    const unit = this.units.get(path)
    if (!unit || this.loaded.has(path)) return
    this.loaded.add(path)
    const { usingComponents = {}, componentGenerics = {} } = unit.config
    const defaults = Object.values(componentGenerics).flatMap((one) =>
      one === true ? [] : (one.default ?? []),
    )
    for (const used of [...Object.values(usingComponents), ...defaults])
      this.loadWithComponents(used.slice(1))
    try {
      // The framework looks for the other end of a relation once, when a component is made first.
      for (const name of this.load(path))
        for (const related of candidates(name, path)) this.loadWithComponents(related)
    } catch (error) {
      this.failed(path, error)
    }
  }

  /** Gives the root of the subpackage that a path belongs to, or nothing for the main package. */
  private packageOf(path: string): string {
    const { subPackages, subpackages = subPackages ?? [] } = this.program.config
    return (
      subpackages.map(({ root }) => root.replace(/\/$/, '')).find((root) => path.startsWith(`${root}/`)) ?? ''
    )
  }
}
