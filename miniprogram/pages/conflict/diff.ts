/** A line of one of two texts. */
export interface Line {
  text: string
  /** Whether the other text does not have it in this place. */
  differs: boolean
}

/** More comparisons of lines than this take longer than a person wants to wait. */
const comparisonLimit = 1_000_000

/** The lines of two texts. Those outside the longest common subsequence are marked as different. */
export function compareLines(a: string, b: string): [Line[], Line[]] {
  const [left, right] = [a.split('\n'), b.split('\n')]
  const shortest = Math.min(left.length, right.length)
  let start = 0
  while (start < shortest && left[start] === right[start]) start++
  let end = 0
  while (end < shortest - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++
  const [inLeft, inRight] = common(
    left.slice(start, left.length - end),
    right.slice(start, right.length - end),
  )
  const mark = (lines: string[], shared: Set<number>): Line[] =>
    lines.map((text, i) => ({
      text,
      differs: i >= start && i < lines.length - end && !shared.has(i - start),
    }))
  return [mark(left, inLeft), mark(right, inRight)]
}

/** The places of the longest common subsequence in both lists; none if they are too long to be compared. */
function common(a: string[], b: string[]): [Set<number>, Set<number>] {
  const [inA, inB] = [new Set<number>(), new Set<number>()]
  if (a.length * b.length > comparisonLimit) return [inA, inB]
  const width = b.length + 1
  // lengths[i * width + j]: how many lines a from i and b from j have in common.
  const lengths = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  for (let i = 0, j = 0; i < a.length && j < b.length;)
    if (a[i] === b[j]) {
      inA.add(i++)
      inB.add(j++)
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  return [inA, inB]
}
