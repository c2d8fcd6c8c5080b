import { readFileSync } from 'node:fs'

/** Lines to be replaced in a file, and by what. */
interface Hunk {
  before: string
  after: string
}

export interface Edit {
  file: string
  hunks: Hunk[]
}

/** The edits that a page shows: a `diff` block under each heading that names a file. */
export function editsOf(page: string): Edit[] {
  const text = readFileSync(page, 'utf8')
  return [...text.matchAll(/^### \d+\. `(.+)`$[^#]*?```diff\n([^]*?)```/gm)].map(
    ([, file = '', diff = '']) => ({
      file,
      hunks: diff.split('@@\n').map((hunk) => {
        const lines = hunk.split('\n').slice(0, -1)
        const without = (sign: string) =>
          lines
            .filter((line) => !line.startsWith(sign))
            .map((line) => `${line.slice(1)}\n`)
            .join('')
        return { before: without('+'), after: without('-') }
      }),
    }),
  )
}

/** The new files that a page lists in its table. */
export const newFilesOf = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/^\| `(.+?)`/gm)].map(([, file = '']) => file)

/** The text of a file after an edit. Raises an error where the lines to be replaced are not there exactly once. */
export function edited(text: string, { file, hunks }: Edit): string {
  return hunks.reduce((text, { before, after }) => {
    const [start, end, ...more] = text.split(before)
    if (start === undefined || end === undefined || more.length > 0)
      throw new Error(`${file} does not have these lines exactly once:\n${before}`)
    return start + after + end
  }, text)
}
