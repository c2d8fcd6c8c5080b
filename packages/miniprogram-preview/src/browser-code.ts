import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserCode } from './bundle'

/**
 * Gives the browser code: the built files of the package or, when the package runs from its sources, a fresh bundle.
 */
export async function browserCode(): Promise<BrowserCode> {
  const shipped = join(__dirname, 'browser')
  if (!existsSync(shipped)) return (await import('./bundle')).bundleBrowserCode()
  const files = await readdir(shipped)
  const read = async (file: string) => [file, await readFile(join(shipped, file), 'utf8')] as const
  return Object.fromEntries(await Promise.all(files.map(read)))
}
