import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.optional(z.string()),
})

/** An installed package. */
export interface Package extends z.infer<typeof packageSchema> {
  folder: string
}

/** The package that a file in node_modules belongs to. */
export function packageOf(file: string): Package {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const description = path.join(folder, 'package.json')
    // Folders within a package may have a package.json of their own, which says only how to read the files.
    const { success, data } = packageSchema.safeParse(
      existsSync(description) ? JSON.parse(readFileSync(description, 'utf8')) : undefined,
    )
    if (success) return { ...data, folder }
  }
  throw new Error(`${file} belongs to no package.`)
}

/**
 * What the licences of the packages that these files belong to ask to be kept: a text for each package, with the licence and
 * notice files that it comes with. Files outside of node_modules are the project's own.
 */
export function noticesOf(files: string[]): string {
  const packages = new Map<string, Package>()
  for (const file of files.filter((each) => each.includes('node_modules'))) {
    const found = packageOf(file)
    packages.set(`${found.name} ${found.version}`, found)
  }
  const notices = [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => noticeOf(each))
  return ['index.js contains these packages.', ...notices].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n'
}

function noticeOf({ name, version, license, folder }: Package): string {
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim())
  return [`${name} ${version}, ${license ?? 'whose package names no licence'}`, ...texts].join('\n\n')
}
