/** The one in the middle. Sorts them. */
export const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1] ?? NaN
