import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'

const descriptionSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.optional(z.string()),
})

/** An installed package. */
export const packageSchema = z.extend(descriptionSchema, { folder: z.string() })
export type Package = z.output<typeof packageSchema>

/** The package that a file in node_modules belongs to. */
export function packageOf(file: string): Package {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const description = path.join(folder, 'package.json')
    // Folders within a package may have a package.json of their own, which says only how to read the files.
    const { success, data } = descriptionSchema.safeParse(
      existsSync(description) ? JSON.parse(readFileSync(description, 'utf8')) : undefined,
    )
    if (success) return { ...data, folder }
  }
  throw new Error(`${file} belongs to no package.`)
}

/** The packages that these files belong to. Files outside of node_modules are the project's own. */
export function packagesOf(files: string[]): Package[] {
  const installed = files.filter((file) => file.includes('node_modules'))
  return [...new Map(installed.map(packageOf).map((found) => [found.folder, found])).values()]
}

/**
 * What the licences of these packages ask to be kept: a text for each package, with the licence and notice files that it comes
 * with.
 */
export function noticesOf(packages: Package[]): string {
  const notices = new Map(packages.map((found) => [`${found.name} ${found.version}`, noticeOf(found)]))
  const inOrder = [...notices].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
  return ['index.js contains these packages.', ...inOrder].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n'
}

function noticeOf({ name, version, license, folder }: Package): string {
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim())
  return [`${name} ${version}, ${license ?? 'whose package names no licence'}`, ...texts].join('\n\n')
}
