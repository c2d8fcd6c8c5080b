import { withSigns } from '../../../shared/checklist'
import { age } from '../../i18n/age'
import { t, texts } from '../../i18n/index'
import type { NoteContent } from '../../services/notes'
import { compareLines, compareWords, type Line } from './diff'

/** A line of a card, in pieces; `key` is its place, or the piece's. A folded one stands for many, and says how many. */
export interface CardLine {
  key: number
  kind: 'same' | 'differs' | 'folded'
  pieces: { key: number; text: string; differs: boolean }[]
  /** What a screen reader says: the line, and whether it differs. */
  label: string
}

/** What one of the two cards shows. */
export interface Side {
  title: CardLine
  untitled: boolean
  tags: { name: string; differs: boolean }[]
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
  const [titleOfA, titleOfB] = compareWords(a.content.title, b.content.title)
  const [linesOfA, linesOfB] = compareLines(withSigns(a.content.body), withSigns(b.content.body))
  const side = ({ content, time }: Version, other: Version, title: Line, lines: Line[]): Side => ({
    title: cardLine(content.title ? title : [{ text: texts.untitled, differs: differs(title) }], 0),
    untitled: !content.title,
    tags: content.tags.map((name) => ({ name, differs: !other.content.tags.includes(name) })),
    lines: folded(lines).map(cardLine),
    age: age(time, now),
  })
  return [side(a, b, titleOfA, linesOfA), side(b, a, titleOfB, linesOfB)]
}

const differs = (line: Line): boolean => line.some((piece) => piece.differs)

/** How many lines, or one of them. */
type Shown = Line | number

function cardLine(shown: Shown, key: number): CardLine {
  if (typeof shown === 'number') {
    const text = t('sameLines', { count: shown })
    return { key, kind: 'folded', pieces: [{ key: 0, text, differs: false }], label: text }
  }
  const text = shown.map((piece) => piece.text).join('')
  const pieces = shown.map((piece, i) => ({ key: i, ...piece }))
  return differs(shown)
    ? { key, kind: 'differs', pieces, label: `${texts.differs} ${text}` }
    : { key, kind: 'same', pieces, label: text }
}

/** In place of a long run of equal lines stand its first and its last, to show the place, and between them their number. */
function folded(lines: Line[]): Shown[] {
  const shown: Shown[] = []
  for (let start = 0, end = 0; start < lines.length; start = end) {
    const differing = differs(lines[start] ?? [])
    while (end < lines.length && differs(lines[end] ?? []) === differing) end++
    const run = lines.slice(start, end)
    if (differing || run.length <= longestRun) shown.push(...run)
    else shown.push(...run.slice(0, 1), run.length - 2, ...run.slice(-1))
  }
  return shown
}
