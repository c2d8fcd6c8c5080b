import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'rolldown'
import { bundle } from './bundle'
import type { Files } from './output'
import { installedSdk } from './sdk/bundle'
import { withSdk, type BuiltCode } from './sdk/inside'
import { noticesOf, packagesOf } from './sdk/packages'

/**
 * Builds the cloud functions for deployment. Each folder with an index.ts becomes one index.js, which needs nothing beside
 * it: the function's own code, readable, and the SDK, minified. The licences of what is in it are beside it. A plugin may
 * change sources on their way.
 */
export async function buildFunctions(source: string, ...plugins: Plugin[]): Promise<Files> {
  const [names, sdk] = await Promise.all([deployed(source), installedSdk()])
  const files = new Map<string, string | Uint8Array>()
  for (const name of names) {
    const { sources, ...own } = await bundleFunction(path.join(source, name), plugins)
    const { code, map } = withSdk(own, sdk.code)
    files.set(path.join(name, 'index.js'), code)
    files.set(path.join(name, 'index.js.map'), map)
    files.set(path.join(name, 'LICENSES.txt'), noticesOf([...packagesOf(sources), ...sdk.packages]))
    for (const file of ['package.json', 'config.json'])
      files.set(path.join(name, file), await readFile(path.join(source, name, file)))
  }
  return files
}

/** Bundles the own code of the function in a folder, which then requires the SDK, and gives the source files in it. */
export async function bundleFunction(
  folder: string,
  plugins: Plugin[] = [],
): Promise<BuiltCode & { sources: string[] }> {
  const { files, sources } = await bundle(
    {
      input: path.join(folder, 'index.ts'),
      platform: 'node',
      plugins,
      transform: { target: 'node18' },
      external: ['wx-server-sdk', /^node:/],
    },
    { format: 'cjs', exports: 'named', entryFileNames: 'index.js', sourcemap: true },
  )
  return { code: String(files.get('index.js')), map: String(files.get('index.js.map')), sources }
}

/** The names of the functions in a folder: what lies in a folder without an index.ts is shared code. */
export async function deployed(source: string): Promise<string[]> {
  const names = []
  for (const entry of await readdir(source, { withFileTypes: true }))
    if (entry.isDirectory() && (await readdir(path.join(source, entry.name))).includes('index.ts'))
      names.push(entry.name)
  return names
}
