import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { posix, resolve, sep } from 'node:path'
import type { AppConfig, Program, Unit, UnitConfig } from '../program'
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
  const templates = compileTemplates(sources, units)
  const css = compileStyles(sources, units)
  const themes = config.themeLocation ? readThemes(sources, config.themeLocation) : {}
  checkTabBar(sources, config, themes)
  const modules = readModules(sources)
  if (sources.problems.length) throw new AppProblems(sources.problems)
  const app = createHash('sha256').update(sources.dir).digest('hex').slice(0, 12)
  return {
    program: { app, config, themes, units, modules, templates },
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
  return { ...config, pages: areListed ? pages : [] }
}

function readThemes(sources: Sources, file: string): Program['themes'] {
  return sources.json(file)
}

function readUnitConfig(sources: Sources, path: string): UnitConfig {
  return sources.json(`${path}.json`, { optional: true })
}

/** Gives the pages of app.json and the components that they use, each with the absolute paths of its own components. */
function findUnits(sources: Sources, app: AppConfig): Unit[] {
  const units = new Map<string, Unit>()
  const visit = (path: string, isPage: boolean): void => {
    if (units.has(path)) return
    const file = `${path}.json`
    const config = readUnitConfig(sources, path)
    const scoped = !isPage && config.styleIsolation !== 'shared'
    const usingComponents = { ...globals, ...absolute(config.usingComponents, file) }
    const unit = { path, isPage, config: { ...config, usingComponents } }
    units.set(path, scoped ? { ...unit, scope: `c${units.size}` } : unit)
    if (!isPage && config.component !== true) sources.report(file, 'must say "component": true')
    for (const [name, target] of Object.entries(usingComponents)) {
      const component = target.slice(1)
      const from = config.usingComponents?.[name] ? file : 'app.json'
      if (sources.find(`${component}.js`) !== undefined) visit(component, false)
      else sources.report(from, `<${name}>: ${component}.js is missing`, lineOf(sources, from, `"${name}"`))
    }
  }
  const globals = absolute(app.usingComponents, 'app.json')
  for (const path of app.pages) {
    const missing = ['.js', '.wxml'].map((end) => path + end).find((file) => sources.find(file) === undefined)
    const line = lineOf(sources, 'app.json', `"${path}"`)
    if (missing) sources.report('app.json', `page "${path}": ${missing} is missing`, line)
    else visit(path, true)
  }
  return [...units.values()]
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

function absolute(using: Record<string, string> | undefined, from: string): Record<string, string> {
  const entries = Object.entries(using ?? {})
  return Object.fromEntries(
    entries.map(([name, path]) => [name, posix.resolve('/', posix.dirname(from), path)]),
  )
}

function lineOf(sources: Sources, file: string, text: string): number | undefined {
  const lines = sources.find(file)?.split('\n') ?? []
  const at = lines.findIndex((line) => line.includes(text))
  return at < 0 ? undefined : at + 1
}

function readModules(sources: Sources): Record<string, string> {
  const modules: Record<string, string> = {}
  for (const entry of readdirSync(sources.dir, { recursive: true, encoding: 'utf8' })) {
    const path = entry.split(sep).join('/')
    if (path.endsWith('.js')) modules[path] = sources.find(path) ?? ''
  }
  return modules
}
