/** The words of a search: what stands between blanks. */
export const wordsOf = (typed: string): string[] => typed.split(/\s/).filter(Boolean)

/** Whether each of the words stands in one of the texts at least, in whatever case. */
export const containsAll = (texts: readonly string[], words: readonly string[]): boolean =>
  words.every((word) => texts.some((text) => anyOf([word]).test(text)))

/** A piece of a text, and whether it is one of the words that were looked for. */
export interface Run {
  /** Where it begins, in UTF-16 units. */
  start: number
  text: string
  hit: boolean
}

/** A text in pieces, from its start to its end; in one piece where none of the words stands in it. */
export function runsOf(text: string, words: readonly string[]): Run[] {
  const runs: Run[] = []
  let end = 0
  for (const { 0: hit, index } of matchesIn(text, words)) {
    if (index > end) runs.push({ start: end, text: text.slice(end, index), hit: false })
    runs.push({ start: index, text: hit, hit: true })
    end = index + hit.length
  }
  if (end < text.length || runs.length === 0) runs.push({ start: end, text: text.slice(end), hit: false })
  return runs
}

/** Where the words stand in a text, from its start; never two in one place. */
export const matchesIn = (text: string, words: readonly string[]): Iterable<RegExpExecArray> =>
  words.length > 0 ? text.matchAll(anyOf(words)) : []

/** Each character stands for itself, so that what was typed never becomes a pattern. The longest of the words goes first. */
function anyOf(words: readonly string[]): RegExp {
  const longestFirst = [...words].sort((a, b) => b.length - a.length)
  return new RegExp(
    longestFirst.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'),
    // As the database looks for them; `u` keeps halves of characters together.
    'giu',
  )
}
