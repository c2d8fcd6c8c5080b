/** Lists that differ in more places than this take longer to compare than a person wants to wait. */
const differenceLimit = 600

/**
 * Which elements of two lists stand in both, in the same order: for each list whether its element does. Elements that
 * would make the lists differ in more than 600 places are not compared, and count as different. (Eugene Myers, "An O(ND)
 * Difference Algorithm", 1986: it takes time for what differs and hardly any for what does not.)
 */
export function shared(a: string[], b: string[]): [boolean[], boolean[]] {
  const shortest = Math.min(a.length, b.length)
  let start = 0
  while (start < shortest && a[start] === b[start]) start++
  let end = 0
  while (end < shortest - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const isAtEnds = (list: string[]) => list.map((_, i) => i < start || i >= list.length - end)
  const [inA, inB] = [isAtEnds(a), isAtEnds(b)]
  const pairs = pairsOf(a.slice(start, a.length - end), b.slice(start, b.length - end))
  for (const [x, y] of pairs) inA[start + x] = inB[start + y] = true
  return [inA, inB]
}

/**
 * The places of equal elements on a shortest way from one list to the other. A way goes through a grid: a step right
 * leaves out an element of `a`, a step down one of `b`, a diagonal one pairs two equal ones. Diagonal `k` is where x - y = k.
 */
function pairsOf(a: string[], b: string[]): [number, number][] {
  const limit = Math.min(a.length + b.length, differenceLimit)
  const middle = limit + 1
  /** How far right the ways with so many differences come on each diagonal. */
  const reach = new Int32Array(2 * middle + 1)
  const reaches: Int32Array[] = []
  const at = (row: Int32Array, k: number): number => row[middle + k] ?? 0
  const goesDown = (row: Int32Array, k: number, differences: number): boolean =>
    k === -differences || (k !== differences && at(row, k - 1) < at(row, k + 1))
  for (let differences = 0; differences <= limit; differences++) {
    reaches.push(reach.slice())
    for (let k = -differences; k <= differences; k += 2) {
      let x = goesDown(reach, k, differences) ? at(reach, k + 1) : at(reach, k - 1) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      reach[middle + k] = x
      if (x >= a.length && x - k >= b.length) return pairsBefore(a.length, b.length)
    }
  }
  return []

  function pairsBefore(x: number, y: number): [number, number][] {
    const pairs: [number, number][] = []
    for (const [differences, row] of [...reaches.entries()].reverse()) {
      const k = x - y
      const from = goesDown(row, k, differences) ? k + 1 : k - 1
      const fromX = at(row, from)
      while (x > fromX && y > fromX - from) pairs.push([--x, --y])
      x = fromX
      y = fromX - from
    }
    return pairs
  }
}
