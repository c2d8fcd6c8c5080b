import path from 'node:path'
import { buildFunctions } from './functions'
import { buildMiniprogram } from './miniprogram'
import { writeFiles } from './output'

const root = path.resolve(__dirname, '../..')

/** The folders of the sources, and the folders in dist/ that DevTools opens, that are deployed and that run locally. */
export const folders = {
  sources: {
    miniprogram: path.join(root, 'miniprogram'),
    cloudfunctions: path.join(root, 'cloudfunctions'),
    shared: path.join(root, 'shared'),
  },
  miniprogram: path.join(root, 'dist/miniprogram'),
  cloudfunctions: path.join(root, 'dist/cloudfunctions'),
}

/**
 * Builds the mini program and the functions into dist/ and gives the changed paths. If one fails, it writes neither.
 */
export async function build(): Promise<{ miniprogram: string[]; cloudfunctions: string[] }> {
  const [client, functions] = await Promise.all([
    buildMiniprogram(folders.sources.miniprogram),
    buildFunctions(folders.sources.cloudfunctions),
  ])
  return {
    miniprogram: await writeFiles(folders.miniprogram, client),
    cloudfunctions: await writeFiles(folders.cloudfunctions, functions),
  }
}
