const firstPauseMs = 500
const longestPauseMs = 8_000

/**
 * Looks again and again, with growing pauses, until `look` gives something other than undefined. Gives undefined when that
 * has taken about `forMs`.
 */
export async function waitFor<Found>(
  pause: (ms: number) => Promise<void>,
  forMs: number,
  look: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  let waitedMs = 0
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const found = await look()
    if (found !== undefined || waitedMs >= forMs) return found
    await pause(pauseMs)
    waitedMs += pauseMs
  }
}
