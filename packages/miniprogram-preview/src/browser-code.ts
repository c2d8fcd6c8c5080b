import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserCode } from './bundle'

/**
 * Gives the browser code: the built files of the package or, when the package runs from its sources, a fresh bundle.
 */
export async function browserCode(): Promise<BrowserCode> {
  const shipped = join(__dirname, 'browser')
  if (!existsSync(shipped)) return (await import('./bundle')).bundleBrowserCode()
  const read = (file: string) => readFile(join(shipped, file), 'utf8')
  return { runtime: await read('runtime.js'), shell: await read('shell.js') }
}
