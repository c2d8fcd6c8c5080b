import path from 'node:path'
import { buildFunctions } from './functions'
import { buildMiniprogram } from './miniprogram'
import { writeFiles } from './output'

const root = path.resolve(__dirname, '../..')

/** Where the sources are, and where the product goes: what DevTools opens, what is deployed, what runs locally. */
export const folders = {
  sources: {
    miniprogram: path.join(root, 'miniprogram'),
    cloudfunctions: path.join(root, 'cloudfunctions'),
    shared: path.join(root, 'shared'),
  },
  miniprogram: path.join(root, 'dist/miniprogram'),
  cloudfunctions: path.join(root, 'dist/cloudfunctions'),
}

/** Builds both sides into dist/ and gives the paths that changed there. Writes nothing when either side fails. */
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
