import type { Program, Unit } from '../program'
import { candidates } from '../resolve'

/** What becomes of a module that fails. */
interface Reports {
  /** The module of `path` has failed, just now. */
  failed(path: string, error: unknown): void
  /** The page that opens needs a module that has failed, now or earlier. */
  missed(error: unknown): void
}

/**
 * Loads the modules of pages and components, each once and when a phone does: those of a package together, the main one
 * at start and a subpackage with its first page; or, when the app asks for `lazyCodeLoading`, those of a page when it
 * opens. Source: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/lazyload.html
 */
export class Units {
  private readonly units: Map<string, Unit>
  private readonly isLazy: boolean
  private readonly loaded = new Set<string>()
  private readonly failures = new Map<string, unknown>()

  /**
   * `load` loads the module of a page or component, and raises its error. It gives the names of the components to which
   * the relations of that go.
   */
  constructor(
    private readonly program: Program,
    private readonly load: (path: string) => string[],
    private readonly reports: Reports,
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
    for (const needed of this.withComponents(path)) {
      this.loadOnce(needed)
      if (this.failures.has(needed)) this.reports.missed(this.failures.get(needed))
    }
  }

  private loadPackage(root: string): void {
    for (const path of this.units.keys())
      if (this.packageOf(path) === root) for (const needed of this.withComponents(path)) this.loadOnce(needed)
  }

  private loadOnce(path: string): void {
    if (this.loaded.has(path)) return
    this.loaded.add(path)
    try {
      // The framework looks for the other end of a relation once, when a component is made first.
      for (const name of this.load(path)) this.loadRelated(candidates(name, path))
    } catch (error) {
      this.failures.set(path, error)
      this.reports.failed(path, error)
    }
  }

  private loadRelated(paths: string[]): void {
    const related = paths.find((one) => this.units.has(one))
    if (related !== undefined) for (const needed of this.withComponents(related)) this.loadOnce(needed)
  }

  /** Gives the components that a page or component uses, each after those that it uses itself, and then its own path. */
  private withComponents(path: string, found: string[] = [], seen = new Set<string>()): string[] {
    if (seen.has(path)) return found
    seen.add(path)
    const { usingComponents = {}, componentGenerics = {} } = this.units.get(path)?.config ?? {}
    const defaults = Object.values(componentGenerics).flatMap((one) =>
      one === true ? [] : (one.default ?? []),
    )
    for (const used of [...Object.values(usingComponents), ...defaults])
      this.withComponents(used.slice(1), found, seen)
    found.push(path)
    return found
  }

  /** Gives the root of the subpackage that a path belongs to, or nothing for the main package. */
  private packageOf(path: string): string {
    const { subPackages, subpackages = subPackages ?? [] } = this.program.config
    return (
      subpackages.map(({ root }) => root.replace(/\/$/, '')).find((root) => path.startsWith(`${root}/`)) ?? ''
    )
  }
}
