interface Timer {
  at: number
  order: number
  run: () => void
}

/** Time that passes only when it is told to, for all phones and the cloud together. */
export class Clock {
  now = 1_800_000_000_000
  private readonly timers = new Set<Timer>()
  private order = 0

  /** Gives what prevents it. */
  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.now + delayMs, order: this.order++, run }
    this.timers.add(timer)
    return () => void this.timers.delete(timer)
  }

  /** Lets everything happen that is due within the next `ms` milliseconds. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms
    await settled()
    for (let timer = this.nextUntil(end); timer; timer = this.nextUntil(end)) {
      this.timers.delete(timer)
      this.now = Math.max(this.now, timer.at)
      timer.run()
      await settled()
    }
    this.now = end
  }

  private nextUntil(end: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.timers)
      if (
        timer.at <= end &&
        (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order))
      )
        first = timer
    return first
  }
}

/** All promises that can go on have done so. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
