import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { bundleFunction, deployed } from '../build/functions'
import { buildMiniprogram } from '../build/miniprogram'
import { writeFiles } from '../build/output'
import { janitor } from './classroom'

/**
 * Builds a learner's folder, its mini program and its functions, into `built`. The functions require the SDK instead of
 * holding it, which is quicker at each save. Raises an error that names the file and the line of a mistake; then what was
 * built before stays.
 */
export async function buildLesson(source: string, built: string): Promise<void> {
  const functions = path.join(source, 'cloudfunctions')
  const [miniprogram, files] = await Promise.all([
    buildMiniprogram(path.join(source, 'miniprogram')),
    buildFunctions(functions),
  ])
  files.set(path.join(janitor, 'index.js'), await readFile(path.join(__dirname, 'janitor.cjs')))
  await writeFiles(path.join(built, 'miniprogram'), miniprogram)
  await writeFiles(path.join(built, 'cloudfunctions'), files)
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
