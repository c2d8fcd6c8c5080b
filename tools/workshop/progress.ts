import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'

const schema = z.object({ chapter: z.string(), done: z.array(z.string()) })

/** Which chapter a learner is in, and which ones have passed all checks once. */
export type Progress = z.infer<typeof schema>

/** What was kept at the last time. A file that cannot be read means a new beginning; the learner's code is not in it. */
export async function readProgress(file: string, first: string): Promise<Progress> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return { chapter: first, done: [] }
  }
}

export async function keepProgress(file: string, progress: Progress): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(progress, null, 2)}\n`)
}
