import { createRequire } from 'node:module'
import type { InputOptions } from 'rolldown'
import { bundle } from '../bundle'
import { changed } from './changed'
import { packagesOf, type Package } from './packages'

/** wx-server-sdk and all that it needs. */
export interface Sdk {
  /** A CommonJS module, minified, which requires nothing but what Node has. */
  code: string
  /** What is in it. */
  packages: Package[]
}

let made: Promise<Sdk> | undefined

/**
 * Gives the installed SDK as one module. It is made once in a process, since it changes with an installation only. Raises an
 * error when it is not the version that changes.ts knows.
 */
export const bundleSdk = (): Promise<Sdk> => (made ??= minified())

/** What is bundled. */
export const sdkInput = (): InputOptions => ({
  input: createRequire(__filename).resolve('wx-server-sdk'),
  platform: 'node',
  transform: { target: 'node18' },
  plugins: [changed()],
})

async function minified(): Promise<Sdk> {
  const { files, sources } = await bundle(sdkInput(), {
    format: 'cjs',
    entryFileNames: 'sdk.js',
    comments: false,
    // Errors show the names of their classes.
    minify: { mangle: { keepNames: { class: true, function: false } } },
  })
  return { code: String(files.get('sdk.js')), packages: packagesOf(sources) }
}
