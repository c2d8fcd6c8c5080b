import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { structuredPatch } from 'diff'
import type { Chapter } from './chapter'
import type { Difference } from './state'
import { layOut } from './tree'

/** How the solution of a chapter differs from what is in the learner's folder. */
export async function differencesToSolution(
  chapters: readonly Chapter[],
  id: string,
  learner: string,
): Promise<Difference[]> {
  const solution = await mkdtemp(path.join(tmpdir(), 'solution-'))
  try {
    await layOut(chapters, id, 'solution', solution)
    const differences: Difference[] = []
    for (const entry of await readdir(solution, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const file = path.relative(solution, path.join(entry.parentPath, entry.name))
      const wanted = await readFile(path.join(solution, file), 'utf8')
      const own = await readFile(path.join(learner, file), 'utf8').catch(() => '')
      if (own === wanted) continue
      const { hunks } = structuredPatch(file, file, own, wanted, '', '', { context: 2 })
      differences.push({
        file,
        lines: hunks.flatMap((hunk, index) => [...(index > 0 ? [' …'] : []), ...hunk.lines]),
      })
    }
    return differences
  } finally {
    await rm(solution, { recursive: true, force: true })
  }
}
