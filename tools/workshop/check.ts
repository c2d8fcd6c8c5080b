import type { Chapter, Check, Text } from './chapter'
import { openClassroom } from './classroom'

/** How one check ended. `seen` is why it failed; undefined means that it passed, and then `said` may tell more. */
export interface Result {
  check: Check
  seen: Text | undefined
  said: Text | undefined
}

/**
 * Runs the checks of a chapter one after another on what was built, and tells of each as it ends. Ends early when
 * `goOn` says so.
 */
export async function runChecks(
  chapter: Chapter,
  built: string,
  ended: (result: Result) => void = () => undefined,
  goOn: () => boolean = () => true,
): Promise<Result[]> {
  const classroom = await openClassroom(built, chapter.collections)
  try {
    const results: Result[] = []
    for (const check of chapter.checks) {
      if (!goOn()) break
      await classroom.clear()
      const seen = await check.run(classroom).catch(broken)
      const result = { check, seen, said: classroom.said() }
      results.push(result)
      ended(result)
    }
    return results
  } finally {
    await classroom.close()
  }
}

const broken = (error: unknown): Text => {
  const message = error instanceof Error ? error.message : String(error)
  return { en: `The check could not finish: ${message}`, 'zh-CN': `检查没能做完：${message}` }
}
