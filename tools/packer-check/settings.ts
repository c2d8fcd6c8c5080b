import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'
import { schemaProblems } from './packer'

const appSchema = z.object({ themeLocation: z.string(), sitemapLocation: z.string() })
const themeSchema = z.object({
  light: z.record(z.string(), z.string()),
  dark: z.record(z.string(), z.string()),
})

/**
 * Settings that WeChat documents and the packer takes, and that the schemas of this packer do not know yet. Without
 * `glassEaselWebview` WeChat decides by itself, phone by phone, whether a WebView runs glass-easel. Source:
 * developers.weixin.qq.com, framework/custom-component/glass-easel/migration.
 */
const newerThanSchemas = ['glassEaselWebview']

/** Holds every JSON file of a mini program, and project.config.json, against its schema. Gives one line for each problem. */
export function settingsProblems(project: string, app: string): string[] {
  const json = (file: string): unknown => JSON.parse(readFileSync(path.join(app, file), 'utf8'))
  const { themeLocation, sitemapLocation } = appSchema.parse(json('app.json'))
  const themes = themeSchema.parse(json(themeLocation))
  const about = (file: string, problems: string[]) => problems.map((problem) => `${file}: ${problem}`)

  /** A value such as "@page" stands for a colour of each theme: both results must fit. */
  const themed = (kind: 'app' | 'page', file: string) =>
    Object.entries(themes).flatMap(([name, theme]) => {
      const missing: string[] = []
      const settings = Object.entries(Object(json(file))).filter(([name]) => !newerThanSchemas.includes(name))
      const value = substituted(Object.fromEntries(settings), theme, missing)
      return about(`${file} (${name})`, [
        ...missing.map((variable) => `${themeLocation} has no ${variable}`),
        ...schemaProblems(kind, value),
      ])
    })

  const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  )
  const projectConfig: unknown = JSON.parse(readFileSync(path.join(project, 'project.config.json'), 'utf8'))
  return [
    ...about('project.config.json', schemaProblems('projectconfig', projectConfig)),
    ...files.flatMap((file) => {
      if (file === 'app.json') return themed('app', file)
      if (file === themeLocation) return about(file, schemaProblems('theme', json(file)))
      if (file === sitemapLocation) return about(file, schemaProblems('sitemap', json(file)))
      if (existsSync(path.join(app, file.replace(/json$/, 'wxml')))) return themed('page', file)
      return [`${file}: belongs to no page and no component`]
    }),
  ]
}

/** The value with each "@name" replaced by the theme's; names that the theme does not have are added to `missing`. */
function substituted(value: unknown, theme: Record<string, string>, missing: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => substituted(item, theme, missing))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, substituted(inner, theme, missing)]),
    )
  if (typeof value !== 'string' || !value.startsWith('@')) return value
  const found = theme[value.slice(1)]
  if (found === undefined) missing.push(value)
  return found ?? value
}
