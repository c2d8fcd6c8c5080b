import path from 'node:path'
import { compileProject, type Compiled } from './packer'
import { settingsProblems } from './settings'

/** WeChat takes no larger mini program without subpackages: the packer does not look, the server does. */
const limitBytes = 2 * 1024 * 1024

export interface Verdict {
  problems: string[]
  sizes: Compiled['sizes']
}

/** What WeChat would refuse of a built project, and the sizes of what it would take, in bytes. */
export function check(project: string): Verdict {
  const { problems, sizes } = compileProject(project)
  const bytes = total(sizes)
  return {
    problems: [
      ...problems,
      ...settingsProblems(project, path.join(project, 'dist/miniprogram')),
      ...(bytes > limitBytes ? [`${bytes} bytes are more than the ${limitBytes} that WeChat takes`] : []),
    ],
    sizes,
  }
}

export const total = (sizes: Compiled['sizes']): number =>
  Object.values(sizes).reduce((sum, size) => sum + size, 0)

/** Sizes by how files end, the largest first, like `.js 55183`. */
export function sizeLine(sizes: Compiled['sizes']): string {
  const byEnding = new Map<string, number>()
  for (const [name, size] of Object.entries(sizes))
    byEnding.set(path.extname(name), (byEnding.get(path.extname(name)) ?? 0) + size)
  return [...byEnding]
    .sort(([, a], [, b]) => b - a)
    .map(([ending, size]) => `${ending} ${size}`)
    .join(', ')
}
