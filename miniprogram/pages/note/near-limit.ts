/** How much of a limit is used, like 92/100, once the last tenth is reached; empty before. */
export const nearLimit = (length: number, limit: number): string =>
  length > limit * 0.9 ? `${length}/${limit}` : ''
