import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FunctionSettings } from './environment'
import { functionMissing } from './errors'
import { environmentOf, processEnvironment, type Invocation } from './invocation'
import { Worker, type Output } from './worker'

interface Options {
  /** The folder that holds one folder per function. */
  folder: string
  settings: FunctionSettings
  /** The address that functions reach this cloud at, known once it is served. */
  url: () => string
  log: (output: Output) => void
}

interface Pool {
  workers: Set<Worker>
  /** Invocations that wait for a process, first come first served. */
  waiting: (() => void)[]
}

/** Processes per function; more calls than that wait for one to be free. */
const maxWorkers = 4

/** The platform's timeout for a function that sets none, in seconds. */
const defaultTimeout = 3

/** A function's name as CloudBase allows it, which also keeps a path inside its folder. */
const namePattern = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/

/** Runs functions in processes of their own, each on one invocation at a time. */
export class FunctionHost {
  private readonly pools = new Map<string, Pool>()
  private closed = false

  constructor(private readonly options: Options) {}

  /** The function's answer. Raises a CloudError when it is missing, fails, dies or runs out of time. */
  async invoke(invocation: Invocation): Promise<unknown> {
    const name = invocation.function
    if (!this.has(name)) throw functionMissing(name)
    const settings = this.options.settings[name]
    const environment = { ...settings?.environment, ...environmentOf(invocation, this.options.url()) }
    const pool = this.pool(name)
    const worker = await this.take(pool, name)
    try {
      return await worker.run(invocation, environment, settings?.timeout ?? defaultTimeout)
    } finally {
      worker.busy = false
      if (worker.retiring) worker.kill()
      pool.waiting.shift()?.()
    }
  }

  /**
   * Starts a process of each function that has none, one after the other, so that its first call need not wait for it.
   * A function that does not load says so in the log.
   */
  async warm(): Promise<void> {
    for (const name of readdirSync(this.options.folder)) {
      if (this.closed) return
      if (!this.has(name)) continue
      const pool = this.pool(name)
      if ([...pool.workers].every(({ retiring }) => retiring)) await this.start(pool, name).settled
    }
  }

  /** Has every function loaded anew for the next invocation; those that run now finish on the old code. */
  reload(): void {
    for (const { workers } of this.pools.values())
      for (const worker of workers) {
        worker.retiring = true
        if (!worker.busy) worker.kill()
      }
  }

  close(): void {
    this.closed = true
    for (const { workers } of this.pools.values()) for (const worker of workers) worker.kill()
  }

  private has(name: string): boolean {
    return namePattern.test(name) && existsSync(join(this.options.folder, name, 'index.js'))
  }

  private pool(name: string): Pool {
    const pool = this.pools.get(name) ?? { workers: new Set(), waiting: [] }
    this.pools.set(name, pool)
    return pool
  }

  /** A process that is free, a new one while there may be more, or else the next to become free. */
  private async take(pool: Pool, name: string) {
    for (;;) {
      const idle = [...pool.workers].find((worker) => !worker.busy && !worker.retiring)
      const worker = idle ?? (pool.workers.size < maxWorkers ? this.start(pool, name) : null)
      if (worker) {
        worker.busy = true
        return worker
      }
      await new Promise<void>((resolve) => pool.waiting.push(resolve))
    }
  }

  private start(pool: Pool, name: string): Worker {
    const worker = new Worker({
      name,
      folder: join(this.options.folder, name),
      environment: { ...this.options.settings[name]?.environment, ...processEnvironment },
      onOutput: this.options.log,
      onExit: () => {
        pool.workers.delete(worker)
        pool.waiting.shift()?.()
      },
    })
    pool.workers.add(worker)
    return worker
  }
}
