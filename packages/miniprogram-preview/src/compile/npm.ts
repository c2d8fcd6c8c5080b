import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

interface PackageFile {
  /** Where it is on the disk; absent for a file that exists only for the app. */
  path?: string
  text(): string
}

/**
 * The packages in node_modules that a mini program uses. They appear to it in miniprogram_npm, so that "build npm" is
 * not needed: a package for mini programs with the folder that its package.json names in `miniprogram` (or else
 * `miniprogram_dist`), any other with all its files.
 */
export class NpmPackages {
  private readonly folders = new Map<string, string | undefined>()

  constructor(private readonly app: string) {}

  /** Gives the file at a path like `miniprogram_npm/NAME/…`, or undefined when there is none. */
  find(file: string): PackageFile | undefined {
    const [, name, rest] = /^miniprogram_npm\/((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(file) ?? []
    const folder = name && this.folderOf(name)
    if (!folder || !rest) return undefined
    const path = join(folder, rest)
    if (isFile(path)) return { path, text: () => readFileSync(path, 'utf8') }
    const main = rest === 'index.js' ? mainOf(folder) : undefined
    return main ? { text: () => `module.exports = require(${JSON.stringify(`./${main}`)})` } : undefined
  }

  private folderOf(name: string): string | undefined {
    if (!this.folders.has(name)) {
      const installed = installedAt(this.app, name)
      this.folders.set(name, installed && join(installed, miniprogramFolder(installed)))
    }
    return this.folders.get(name)
  }
}

/** Looks for a package where Node would: in node_modules of the folder and of each folder above it. */
function installedAt(folder: string, name: string): string | undefined {
  const path = join(folder, 'node_modules', name)
  if (existsSync(join(path, 'package.json'))) return path
  const above = dirname(folder)
  return above === folder ? undefined : installedAt(above, name)
}

function miniprogramFolder(installed: string): string {
  const { miniprogram }: { miniprogram?: string } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  )
  return miniprogram ?? (existsSync(join(installed, 'miniprogram_dist')) ? 'miniprogram_dist' : '')
}

function mainOf(folder: string): string | undefined {
  const manifest = join(folder, 'package.json')
  if (!isFile(manifest)) return undefined
  const { main = '' }: { main?: string } = JSON.parse(readFileSync(manifest, 'utf8'))
  return [main, `${main}.js`, `${main}/index.js`].find((one) => isFile(join(folder, one)))
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
