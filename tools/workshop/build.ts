import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { buildFunctions } from '../build/functions'
import { buildMiniprogram } from '../build/miniprogram'
import { writeFiles } from '../build/output'
import { janitor } from './classroom'

/**
 * Builds a learner's folder, its mini program and its functions, into `built`. Raises an error that names the file and the
 * line of a mistake; then what was built before stays.
 */
export async function buildLesson(source: string, built: string): Promise<void> {
  const [miniprogram, functions] = await Promise.all([
    buildMiniprogram(path.join(source, 'miniprogram')),
    buildFunctions(path.join(source, 'cloudfunctions')),
  ])
  await writeFiles(path.join(built, 'miniprogram'), miniprogram)
  await mkdir(path.join(built, 'cloudfunctions'), { recursive: true })
  await writeFiles(
    path.join(built, 'cloudfunctions'),
    new Map([
      ...functions,
      [path.join(janitor, 'index.js'), await readFile(path.join(__dirname, 'janitor.cjs'))],
    ]),
  )
}
