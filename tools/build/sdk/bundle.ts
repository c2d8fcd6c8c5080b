import { createRequire } from 'node:module'
import type { InputOptions } from 'rolldown'
import { bundle } from '../bundle'
import { changed } from './changed'
import { keptAt, keptSdk, type Sdk } from './kept'
import { packagesOf } from './packages'

let installed: Promise<Sdk> | undefined

/** Gives the installed SDK as one module. Making it takes most of a build, so it is kept. Raises what `bundleSdk` raises. */
export const installedSdk = (): Promise<Sdk> => (installed ??= keptSdk(keptAt, bundleSdk))

/** What is bundled. */
export const sdkInput = (): InputOptions => ({
  input: createRequire(__filename).resolve('wx-server-sdk'),
  platform: 'node',
  transform: { target: 'node18' },
  plugins: [changed()],
})

/** Makes one module of the installed SDK. Raises an error when it is not the version that changes.ts knows. */
export async function bundleSdk(): Promise<Sdk> {
  const { files, sources } = await bundle(sdkInput(), {
    format: 'cjs',
    entryFileNames: 'sdk.js',
    comments: false,
    // Errors show the names of their classes.
    minify: { mangle: { keepNames: { class: true, function: false } } },
  })
  return { code: String(files.get('sdk.js')), packages: packagesOf(sources), sources }
}
