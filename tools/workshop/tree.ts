import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { withoutMarks } from './regions'

export const chaptersFolder = path.resolve(__dirname, '../../workshop/chapters')

/** The steps of one chapter whose files can be laid out. */
export type Step = 'start' | 'solution' | { wrong: string }

/**
 * Writes the files of one step of a chapter into `folder`, in place of what is there. A chapter keeps only what changes:
 * its start lies on the solution of the chapter before, its solution and its wrong answers lie on its start.
 */
export async function layOut(
  chapters: readonly { id: string }[],
  id: string,
  step: Step,
  folder: string,
): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const layer of layers(chapters, id, step))
    if (existsSync(layer)) await cp(layer, folder, { recursive: true })
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.ts')) continue
    const file = path.join(entry.parentPath, entry.name)
    await writeFile(file, withoutMarks(await readFile(file, 'utf8')))
  }
}

/** The folders that lie on each other, the lowest first. */
export function layers(chapters: readonly { id: string }[], id: string, step: Step): string[] {
  const index = chapters.findIndex((chapter) => chapter.id === id)
  if (index < 0) throw new Error(`There is no chapter ${id}`)
  const before = chapters
    .slice(0, index)
    .flatMap((chapter) => [layer(chapter.id, 'start'), layer(chapter.id, 'solution')])
  const own =
    step === 'start' ? ['start'] : ['start', typeof step === 'string' ? step : `wrong/${step.wrong}`]
  return [...before, ...own.map((name) => layer(id, name))]
}

const layer = (id: string, name: string) => path.join(chaptersFolder, id, name)
