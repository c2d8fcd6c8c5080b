import { existsSync } from 'node:fs'
import { cp, readFile } from 'node:fs/promises'
import path from 'node:path'
import { bundle } from '../build/bundle'
import { bundleFunction, deployed } from '../build/functions'
import { buildMiniprogram } from '../build/miniprogram'
import { writeFiles } from '../build/output'
import { janitor } from './classroom'

/**
 * Builds a learner's folder, its mini program and its functions, into `built`. The functions require the SDK instead of
 * holding it, which is quicker at each save. Of the product it also builds the rows of the matrix. Raises an error that names
 * the file and the line of a mistake; then what was built before stays.
 */
export async function buildLesson(source: string, built: string): Promise<void> {
  const functions = path.join(source, 'cloudfunctions')
  const cloudbase = path.join(source, 'cloudbase')
  const isProduct = existsSync(cloudbase)
  const [miniprogram, files, matrix] = await Promise.all([
    buildMiniprogram(path.join(source, 'miniprogram')),
    buildFunctions(functions),
    isProduct ? buildMatrix(path.join(source, 'test/support')) : undefined,
  ])
  files.set(path.join(janitor, 'index.js'), await readFile(path.join(__dirname, 'janitor.cjs')))
  await writeFiles(path.join(built, 'miniprogram'), miniprogram)
  await writeFiles(path.join(built, 'cloudfunctions'), files)
  if (matrix) await writeFiles(path.join(built, 'matrix'), matrix)
  if (isProduct) await cp(cloudbase, path.join(built, 'cloudbase'), { recursive: true })
}

/** One module, `index.mjs`, with what the rows of the matrix are made of. */
async function buildMatrix(support: string) {
  const parts = ['operations', 'attacks', 'attackers'].map(
    (name) => `export * from ${JSON.stringify(path.join(support, name))}`,
  )
  const entry = {
    name: 'matrix',
    resolveId: (id: string) => (id === 'matrix' ? id : undefined),
    load: (id: string) => (id === 'matrix' ? parts.join('\n') : undefined),
  }
  const { files } = await bundle(
    { input: 'matrix', platform: 'node', plugins: [entry] },
    { format: 'esm', entryFileNames: 'index.mjs' },
  )
  return files
}

async function buildFunctions(source: string): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>()
  for (const name of await deployed(source)) {
    const { code, map } = await bundleFunction(path.join(source, name))
    files.set(path.join(name, 'index.js'), code)
    files.set(path.join(name, 'index.js.map'), map)
  }
  return files
}
