import { age } from '../../i18n/age'
import { t } from '../../i18n/index'
import type { NoteContent } from '../../services/notes'
import { compareLines, type Line } from './diff'

/** A line of a card. A folded one stands for many, and says how many. */
export interface CardLine {
  text: string
  kind: 'same' | 'differs' | 'folded'
}

/** What one of the two cards shows. */
export interface Side {
  title: string
  titleDiffers: boolean
  tags: string[]
  tagsDiffer: boolean
  lines: CardLine[]
  /** When it was changed, in words. */
  age: string
}

/** Runs of equal lines that are longer than this are folded. */
const longestRun = 4

/** A version of a note, and when it was changed, in epoch milliseconds. */
export interface Version {
  content: NoteContent
  time: number
}

/** Both cards. `now` in epoch milliseconds. */
export function sides(a: Version, b: Version, now: number): [Side, Side] {
  const [left, right] = compareLines(a.content.body, b.content.body)
  const titleDiffers = a.content.title !== b.content.title
  const tagsDiffer = JSON.stringify(a.content.tags) !== JSON.stringify(b.content.tags)
  const side = ({ content: { title, tags }, time }: Version, lines: Line[]): Side => ({
    ...{ title, titleDiffers, tags, tagsDiffer, lines: folded(lines), age: age(time, now) },
  })
  return [side(a, left), side(b, right)]
}

/** In place of a long run of equal lines stand its first and its last, to show the place, and between them their number. */
function folded(lines: Line[]): CardLine[] {
  const shown: CardLine[] = []
  for (let start = 0, end = 0; start < lines.length; start = end) {
    const differs = lines[start]?.differs
    while (end < lines.length && lines[end]?.differs === differs) end++
    const run = lines
      .slice(start, end)
      .map(({ text }): CardLine => ({ text, kind: differs ? 'differs' : 'same' }))
    const text = t('sameLines', { count: run.length - 2 })
    if (differs || run.length <= longestRun) shown.push(...run)
    else shown.push(...run.slice(0, 1), { text, kind: 'folded' }, ...run.slice(-1))
  }
  return shown
}
