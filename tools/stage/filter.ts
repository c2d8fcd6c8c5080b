import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Filter } from 'miniprogram-preview'
import { buildFunctions } from '../build/functions'
import { writeFiles } from '../build/output'

const root = path.resolve(__dirname, '../..')
const file = 'cloudfunctions/common/owned.ts'
/** The owner's part of every condition. */
const code = 'ownedBy(this.owner),'

/** Where the functions without the filter go. As far from the root as dist/ is, since source maps count on it. */
const folder = path.join(root, '.local/without-owner')

/** Finds the line that keeps everybody to their own. Raises an error when it is not there, or there twice. */
export function findFilter(): Omit<Filter, 'removed'> {
  const lines = readFileSync(path.join(root, file), 'utf8').split('\n')
  const found = lines.flatMap((text, index) => (text.trim() === code ? [index + 1] : []))
  const [line, ...more] = found
  if (line === undefined || more.length > 0)
    throw new Error(`${file} must have the line "${code}" once, so that the desk can show what it is for.`)
  return { file, line, code }
}

/**
 * Builds the functions without that line into a folder of their own, and gives the folder. The line is left out on the way
 * from the source to the build: no source is written.
 */
export async function buildWithoutFilter(): Promise<string> {
  const { line } = findFilter()
  const lines = readFileSync(path.join(root, file), 'utf8').split('\n')
  // An empty line in its place keeps the numbers of the others, which a violation is told by.
  const withoutLine = lines.map((text, index) => (index === line - 1 ? '' : text)).join('\n')
  const files = await buildFunctions(path.join(root, 'cloudfunctions'), {
    name: 'without-owner-filter',
    load: (id) => (path.relative(root, id) === path.normalize(file) ? withoutLine : null),
  })
  await writeFiles(folder, files)
  return folder
}
