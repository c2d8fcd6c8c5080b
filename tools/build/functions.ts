import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'rolldown'
import { bundle } from './bundle'
import type { Files } from './output'

/**
 * Builds the cloud functions for deployment. Each folder with an index.ts becomes one readable index.js. Only
 * wx-server-sdk is not bundled, because the cloud installs it from the package.json beside the function. A plugin may change
 * sources on their way.
 */
export async function buildFunctions(source: string, ...plugins: Plugin[]): Promise<Files> {
  const files = new Map<string, string | Uint8Array>()
  for (const name of await deployed(source)) {
    const built = await bundle(
      {
        input: path.join(source, name, 'index.ts'),
        platform: 'node',
        plugins,
        transform: { target: 'node18' },
        external: ['wx-server-sdk', /^node:/],
      },
      { format: 'cjs', exports: 'named', entryFileNames: 'index.js', sourcemap: true },
    )
    for (const [file, content] of built) files.set(path.join(name, file), content)
    for (const file of ['package.json', 'config.json'])
      files.set(path.join(name, file), await readFile(path.join(source, name, file)))
  }
  return files
}

async function deployed(source: string): Promise<string[]> {
  const names = []
  for (const entry of await readdir(source, { withFileTypes: true }))
    if (entry.isDirectory() && (await readdir(path.join(source, entry.name))).includes('index.ts'))
      names.push(entry.name)
  return names
}
