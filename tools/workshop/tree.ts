import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Chapter, Edit } from './chapter'
import { withoutMarks } from './regions'

const root = path.resolve(__dirname, '../..')
export const chaptersFolder = path.join(root, 'workshop/chapters')

/** What a chapter about the product itself lays out: the app, and of its tests what the rows of the matrix are made of. */
const product = [
  ...['miniprogram', 'cloudfunctions', 'shared', 'cloudbase', 'tsconfig.base.json', 'tools/people.json'],
  ...[
    'test/collections',
    ...['operations', 'attacks', 'attackers', 'people'].map((name) => `test/support/${name}.ts`),
  ],
]

/** What this room needs to know of a chapter. */
type Laid = Pick<Chapter, 'id' | 'product'>

/** The steps of one chapter whose files can be laid out. */
export type Step = 'start' | 'solution' | { wrong: string }

/**
 * Writes the files of one step of a chapter into `folder`, in place of what is there. A small chapter keeps only what
 * changes: its start lies on the solution of the chapter before, its solution and its wrong answers lie on its start. In a
 * chapter about the product the solution is the product or what extends it, and the other steps are edits.
 */
export async function layOut(
  chapters: readonly Laid[],
  id: string,
  step: Step,
  folder: string,
): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const edits = find(chapters, id).product
  if (edits) {
    for (const name of product) await cp(path.join(root, name), path.join(folder, name), { recursive: true })
    if (step !== 'start') await edits.extend?.(folder)
    const chosen = step === 'start' ? edits.start : step === 'solution' ? [] : edits.wrong[step.wrong]
    for (const edit of chosen ?? []) await apply(edit, folder)
    return
  }
  for (const layer of layers(chapters, id, step))
    if (existsSync(layer)) await cp(layer, folder, { recursive: true })
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.ts')) continue
    const file = path.join(entry.parentPath, entry.name)
    await writeFile(file, withoutMarks(await readFile(file, 'utf8')))
  }
}

async function apply({ file, find, put }: Edit, folder: string): Promise<void> {
  const target = path.join(folder, file)
  const source = await readFile(target, 'utf8')
  if (source.split(find).length !== 2)
    throw new Error(`${file} must hold “${find}” once, so that the workshop can change it`)
  await writeFile(
    target,
    source.replace(find, () => put),
  )
}

/** The text of a file of one step of a chapter, or undefined when there is none. */
export async function fileOf(
  chapters: readonly Laid[],
  id: string,
  step: 'start' | 'solution' | 'product',
  file: string,
): Promise<string | undefined> {
  const folders = step === 'product' ? [root] : layers(chapters, id, step).reverse()
  for (const folder of folders) {
    const source = await readFile(path.join(folder, file), 'utf8').catch(() => undefined)
    if (source !== undefined) return source
  }
  return undefined
}

/** The folders that lie on each other, the lowest first. */
function layers(chapters: readonly Laid[], id: string, step: Step): string[] {
  const before = chapters
    .slice(0, chapters.indexOf(find(chapters, id)))
    .flatMap((chapter) => [layer(chapter.id, 'start'), layer(chapter.id, 'solution')])
  const own =
    step === 'start' ? ['start'] : ['start', typeof step === 'string' ? step : `wrong/${step.wrong}`]
  return [...before, ...own.map((name) => layer(id, name))]
}

const layer = (id: string, name: string) => path.join(chaptersFolder, id, name)

function find(chapters: readonly Laid[], id: string): Laid {
  const found = chapters.find((chapter) => chapter.id === id)
  if (!found) throw new Error(`There is no chapter ${id}`)
  return found
}
