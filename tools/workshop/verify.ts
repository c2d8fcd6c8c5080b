import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { buildLesson } from './build'
import type { Chapter } from './chapter'
import { runChecks, type Result } from './check'
import { lessonHtml } from './lesson'
import { languages } from './text'
import { layOut, type Step } from './tree'

/**
 * Tries a chapter as learners would: its start, its solution and each wrong answer that is kept with it. Gives what is not
 * as the chapter says, one sentence each; nothing when all is.
 */
export async function verifyChapter(chapters: readonly Chapter[], chapter: Chapter): Promise<string[]> {
  const folder = await mkdtemp(path.join(await local(), 'verify-'))
  const tried = async (step: Step): Promise<Result[]> => {
    const [source, built] = [path.join(folder, 'source'), path.join(folder, 'built')]
    await layOut(chapters, chapter.id, step, source)
    await buildLesson(source, built)
    return runChecks(chapter, built)
  }
  const problems: string[] = []
  for (const language of languages)
    await lessonHtml(chapters, chapter.id, language).catch((error: unknown) =>
      problems.push(`lesson.${language}.md: ${error instanceof Error ? error.message : String(error)}`),
    )
  try {
    const atStart = failures(await tried('start'))
    if (!isDeepStrictEqual(names(atStart), [...chapter.failAtStart].sort()))
      problems.push(
        `the start fails ${names(atStart).join(', ') || 'nothing'}, not ${chapter.failAtStart.join(', ')}`,
      )
    for (const { check, seen } of failures(await tried('solution')))
      problems.push(`the solution fails ${check.id}: ${seen?.en}`)
    for (const [name, { fails, says }] of Object.entries(chapter.wrong)) {
      const seen = (await tried({ wrong: name })).find(({ check }) => check.id === fails)?.seen
      for (const language of languages)
        if (seen?.[language] !== says[language])
          problems.push(
            `wrong/${name}: ${fails} says “${seen?.[language] ?? 'nothing'}”, not “${says[language]}”`,
          )
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return problems
}

/** A folder inside the project: what the product imports is found from there. */
async function local(): Promise<string> {
  const folder = path.resolve(__dirname, '../../.local/workshop')
  await mkdir(folder, { recursive: true })
  return folder
}

const failures = (results: Result[]) => results.filter(({ seen }) => seen !== undefined)
const names = (results: Result[]) => results.map(({ check }) => check.id).sort()
