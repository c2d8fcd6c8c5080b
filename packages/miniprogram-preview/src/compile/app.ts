import { createHash } from 'node:crypto'
import { posix, resolve } from 'node:path'
import { candidates } from '../resolve'
import { customTabBar, type AppConfig, type Program, type Unit, type UnitConfig } from '../program'
import { adviceFor, builtFrom, readModules } from './modules'
import { AppProblems, Sources } from './problems'
import { compileStyles } from './styles'
import { compileTemplates } from './templates'

export interface CompiledApp {
  program: Omit<Program, 'build'>
  /** The styles of both themes; `forTheme` gives those of one. */
  css: string
  /** A hash of everything except the stylesheets. If it stays the same, only styles have changed. */
  fingerprint: string
}

/**
 * Compiles the mini program in `dir`: app.json, and every page and component that it uses. Raises AppProblems with all
 * problems at once, each with its file and line.
 */
export function compileApp(dir: string): CompiledApp {
  const sources = new Sources(resolve(dir))
  const config = readAppConfig(sources)
  const units = findUnits(sources, config)
  const { code: templates, tags } = compileTemplates(sources, units)
  const css = compileStyles(sources, units)
  const themes = config.themeLocation ? readThemes(sources, config.themeLocation) : {}
  checkTabBar(sources, config, themes)
  const modules = readModules(sources, units)
  if (sources.problems.length) throw new AppProblems(sources.problems)
  const app = createHash('sha256').update(sources.dir).digest('hex').slice(0, 12)
  return {
    program: { app, config, themes, units, modules, templates, tags, warnings: sources.warnings },
    css,
    fingerprint: sources.fingerprint(),
  }
}

// The three functions below check only what the preview relies on. Otherwise they trust that the JSON has the right
// shape.

function readAppConfig(sources: Sources): AppConfig {
  const config = sources.json('app.json')
  if (sources.find('app.js') === undefined) sources.report('app.js', 'is missing')
  const pages: unknown = config['pages']
  const areListed = Array.isArray(pages) && pages.length > 0 && pages.every((one) => typeof one === 'string')
  if (!areListed && !sources.problems.length)
    sources.report('app.json', '"pages" must list at least one page')
  return { ...config, pages: areListed ? [...pages, ...subpackagePages(config)] : [] }
}

/** All packages are there from the start, so a page of a subpackage is like any other. */
function subpackagePages({ subPackages, subpackages = subPackages }: Partial<AppConfig>): string[] {
  return (subpackages ?? []).flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page)))
}

function readThemes(sources: Sources, file: string): Program['themes'] {
  return sources.json(file)
}

function readUnitConfig(sources: Sources, path: string): UnitConfig {
  return sources.json(`${path}.json`, { optional: true })
}

/**
 * Gives the pages of app.json, the custom tab bar and the components that they use, each with the absolute paths of its
 * own components.
 */
function findUnits(sources: Sources, app: AppConfig): Unit[] {
  const units = new Map<string, Unit>()
  const visit = (path: string, isPage: boolean): void => {
    if (units.has(path)) return
    const file = `${path}.json`
    const config = readUnitConfig(sources, path)
    const own = absolute(sources, config.usingComponents, file)
    const generics = genericDefaults(sources, config, file)
    const unit = {
      path,
      isPage,
      config: { ...config, usingComponents: { ...globals, ...own }, ...generics.config },
    }
    const scoped = !isPage && (config.styleIsolation ?? isolationInCode(sources, path)) !== 'shared'
    units.set(path, scoped ? { ...unit, scope: `c${units.size}` } : unit)
    if (!isPage && config.component !== true) sources.warn(file, 'should say "component": true')
    for (const target of [...Object.values(own), ...generics.paths]) visit(target.slice(1), false)
  }
  const globals = absolute(sources, app.usingComponents, 'app.json')
  for (const path of app.pages) {
    const missing = ['.js', '.wxml'].map((end) => path + end).find((file) => sources.find(file) === undefined)
    const line = lineOf(sources, 'app.json', `"${path}"`)
    if (missing)
      sources.report('app.json', `page "${path}": ${missing} is missing${builtFrom(sources, missing)}`, line)
    else visit(path, true)
  }
  for (const target of Object.values(globals)) visit(target.slice(1), false)
  if (app.tabBar?.custom && sources.has(`${customTabBar}.js`)) visit(customTabBar, false)
  return [...units.values()]
}

/** The components that stand in for generics which the user of a component does not give. */
function genericDefaults(sources: Sources, { componentGenerics = {} }: UnitConfig, file: string) {
  const named = Object.entries(componentGenerics).flatMap(([name, one]) =>
    one !== true && one.default ? [[name, one.default] as const] : [],
  )
  const targets = absolute(sources, Object.fromEntries(named), file)
  const found = Object.entries(targets).map(([name, path]) => [name, { default: path }] as const)
  const generics = { ...componentGenerics, ...Object.fromEntries(found) }
  return { config: found.length ? { componentGenerics: generics } : {}, paths: Object.values(targets) }
}

/** An app may write `styleIsolation: 'shared'` in JavaScript, where it is known too late for the stylesheet. */
function isolationInCode(sources: Sources, path: string): string | undefined {
  return /\bstyleIsolation\s*[:=]\s*(["'])([\w-]+)\1/.exec(sources.find(`${path}.js`) ?? '')?.[2]
}

/** Reports a tab whose page is not in "pages", and an icon that is missing in one of the themes. */
function checkTabBar(sources: Sources, app: AppConfig, themes: Program['themes']): void {
  const tabs = app.tabBar?.list ?? []
  const report = (text: string, message: string) =>
    sources.report('app.json', `tabBar: ${message}`, lineOf(sources, 'app.json', `"${text}"`))
  for (const { pagePath } of tabs)
    if (!app.pages.includes(pagePath)) report(pagePath, `"${pagePath}" is not in "pages"`)
  for (const icon of new Set(
    tabs.flatMap((tab) => [tab.iconPath ?? [], tab.selectedIconPath ?? []].flat()),
  )) {
    const iconFiles = icon.startsWith('@')
      ? Object.values(themes).map((theme) => theme[icon.slice(1)])
      : [icon]
    for (const file of iconFiles)
      if (file === undefined || !sources.has(file)) report(icon, `${file ?? icon} is missing`)
  }
}

/** Finds the components of `usingComponents`, by their absolute paths, and reports those that are missing. */
function absolute(
  sources: Sources,
  using: Record<string, string> | undefined,
  from: string,
): Record<string, string> {
  const found = Object.entries(using ?? {}).flatMap(([name, target]) => {
    const line = lineOf(sources, from, `"${name}"`)
    if (/^\w[\w-]*:\/\//.test(target)) {
      sources.warn(from, `<${name}> is a component of a plugin, which the preview draws as a box`, line)
      return []
    }
    const paths = candidates(target, from).flatMap((path) => [path, `${path}/index`])
    const path = paths.find((one) => sources.has(`${one}.js`))
    if (path !== undefined) return [[name, `/${path}`] as const]
    const message = `<${name}>: ${paths[0]}.js is missing`
    // With useExtendedLib, the phone brings weui itself and nobody checks its names.
    if (target.startsWith('weui-miniprogram/')) sources.warn(from, message, line)
    else sources.report(from, message + adviceFor(sources, target, `${paths[0]}.js`), line)
    return []
  })
  return Object.fromEntries(found)
}

function lineOf(sources: Sources, file: string, text: string): number | undefined {
  const lines = sources.find(file)?.split('\n') ?? []
  const at = lines.findIndex((line) => line.includes(text))
  return at < 0 ? undefined : at + 1
}
