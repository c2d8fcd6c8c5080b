import { isWord, partsOf } from '../../common/words'
import { shared } from './shared'

/** A piece of one of two texts. */
export interface Piece {
  text: string
  /** Whether the other text does not have it in this place. */
  differs: boolean
}

/** A line, in pieces; an empty one has one as well. */
export type Line = Piece[]

/** Two lines or passages of which less than this share is common are different as a whole: single words would mislead. */
const leastCommonShare = 0.25
/** As long as this, something common between larger differences is chance. */
const chanceLength = 2

/** The lines of two texts. In lines that are not the same, words are compared. */
export function compareLines(a: string, b: string): [Line[], Line[]] {
  const [left, right] = [a.split('\n'), b.split('\n')]
  const [inLeft, inRight] = shared(left, right)
  const [linesOfA, linesOfB]: [Line[], Line[]] = [[], []]
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    const [fromI, fromJ] = [i, j]
    while (i < left.length && !inLeft[i]) i++
    while (j < right.length && !inRight[j]) j++
    const [here, there] = comparePassages(left.slice(fromI, i), right.slice(fromJ, j))
    linesOfA.push(...here)
    linesOfB.push(...there)
    for (; i < left.length && j < right.length && inLeft[i] && inRight[j]; i++, j++) {
      linesOfA.push([{ text: left[i] ?? '', differs: false }])
      linesOfB.push([{ text: right[j] ?? '', differs: false }])
    }
  }
  return [linesOfA, linesOfB]
}

/** The words of two texts of one line each. */
export function compareWords(a: string, b: string): [Line, Line] {
  const [left, right] = [partsOf(a), partsOf(b)]
  const [inLeft, inRight] = shared(left, right)
  const length = left.reduce((sum, part, i) => sum + (inLeft[i] && isWord(part) ? part.length : 0), 0)
  const alike = length >= leastCommonShare * Math.max(wordsLength(left), wordsLength(right))
  return alike ? [pieces(left, inLeft), pieces(right, inRight)] : [whole(a, a !== b), whole(b, a !== b)]
}

/** Lines of which none is in both texts. */
function comparePassages(a: string[], b: string[]): [Line[], Line[]] {
  const differing = (lines: string[]): Line[] => lines.map((text) => whole(text, true))
  if (a.length === 0 || b.length === 0) return [differing(a), differing(b)]
  const [left, right] = compareWords(a.join('\n'), b.join('\n'))
  return [lines(left), lines(right)]
}

const whole = (text: string, differs: boolean): Line => [{ text, differs }]

const wordsLength = (parts: string[]): number =>
  parts.reduce((sum, part) => sum + (isWord(part) ? part.length : 0), 0)

const pieces = (parts: string[], isShared: boolean[]): Line =>
  withoutChance(joined(parts.map((text, i) => ({ text, differs: !isShared[i] }))))

/** What only happens to be common becomes a part of the differences around it: blanks, signs, and one or two characters. */
function withoutChance(line: Line): Line {
  const isChance = ({ text, differs }: Piece, i: number): boolean => {
    const [before, after] = [line[i - 1], line[i + 1]]
    if (differs || !before || !after || text.includes('\n')) return false
    const short = text.length <= chanceLength && text.length < Math.min(before.text.length, after.text.length)
    return short || !partsOf(text).some(isWord)
  }
  return joined(line.map((piece, i) => ({ text: piece.text, differs: piece.differs || isChance(piece, i) })))
}

/** Pieces that follow each other as one, where both differ or neither does. */
function joined(pieces: Piece[]): Line {
  const line: Line = []
  for (const piece of pieces) {
    const last = line[line.length - 1]
    if (last?.differs === piece.differs) last.text += piece.text
    else line.push(piece)
  }
  return line
}

/** Cuts pieces at the ends of lines. */
function lines(pieces: Line): Line[] {
  const cut: Line[] = [[]]
  for (const { text, differs } of pieces)
    text.split('\n').forEach((part, i) => {
      if (i > 0) cut.push([])
      if (part) cut[cut.length - 1]?.push({ text: part, differs })
    })
  return cut.map((line) => (line.length > 0 ? line : whole('', false)))
}
