/** The value below which `part` per cent of them lie. Sorts them. */
export const percentile = (times: number[], part: number): number =>
  times.sort((a, b) => a - b)[Math.floor((times.length * part) / 100)] ?? NaN

/** The one in the middle. Sorts them. */
export const median = (times: number[]): number => percentile(times, 50)
