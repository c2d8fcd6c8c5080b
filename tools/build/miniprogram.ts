import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'
import { bundle } from './bundle'
import type { Files } from './output'

const assets = /\.(wxml|wxss|wxs|json|png)$/

/**
 * Builds the mini program for DevTools. Each module becomes one CommonJS file without blanks, so that all pages share
 * the same stores. Markup, styles, settings and images are copied unchanged.
 */
export async function buildMiniprogram(source: string): Promise<Files> {
  const { files: code } = await bundle(
    {
      input: await entries(source),
      platform: 'neutral',
      // The base libraries of old phones run ES2018. project.config.json tells DevTools not to compile it again.
      transform: { target: 'es2018' },
    },
    {
      format: 'cjs',
      exports: 'named',
      sourcemap: true,
      // A phone loads every byte. Names stay; comments and blanks are in the source maps.
      comments: false,
      minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      preserveModules: true,
      preserveModulesRoot: source,
      // shared/ is outside the source folder but must be inside the output folder.
      entryFileNames: ({ name }) => `${name.replace(/^(\.\.\/|_virtual\/)+/, '')}.js`,
    },
  )
  const files = new Map(code)
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !assets.test(entry.name) || entry.name === 'tsconfig.json') continue
    const file = path.join(entry.parentPath, entry.name)
    files.set(path.relative(source, file), await readFile(file))
  }
  return files
}

const settings = z.object({ usingComponents: z._default(z.record(z.string(), z.string()), {}) })
const appSettings = z.extend(settings, { pages: z.array(z.string()) })

/** Gives app.ts, the pages of app.json and the components that they use. Raises an error that names a missing file. */
async function entries(source: string): Promise<Record<string, string>> {
  const app = appSettings.parse(await json(source, 'app'))
  const entryFiles: Record<string, string> = { app: path.join(source, 'app.ts') }
  const unitsToVisit = [...app.pages, ...components(app.usingComponents, 'app')]
  for (let unit = unitsToVisit.pop(); unit !== undefined; unit = unitsToVisit.pop()) {
    if (entryFiles[unit]) continue
    for (const ending of ['ts', 'wxml', 'json'])
      if (!existsSync(path.join(source, `${unit}.${ending}`)))
        throw new Error(`${unit}.${ending} is missing: app.json or a usingComponents names ${unit}.`)
    entryFiles[unit] = path.join(source, `${unit}.ts`)
    unitsToVisit.push(...components(settings.parse(await json(source, unit)).usingComponents, unit))
  }
  return entryFiles
}

const components = (using: Record<string, string>, from: string): string[] =>
  Object.values(using).map((to) =>
    to.startsWith('/') ? to.slice(1) : path.posix.join(path.posix.dirname(from), to),
  )

async function json(source: string, unit: string): Promise<unknown> {
  const text = await readFile(path.join(source, `${unit}.json`), 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${unit}.json is not JSON: ${String(error)}`, { cause: error })
  }
}
