import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FunctionSettings } from './environment'
import { functionMissing } from './errors'
import { environmentOf, type Invocation } from './invocation'
import { Processes } from './processes'
import { Worker, type InvocationLimits, type Output } from './worker'

interface Options {
  /** The folder that holds one folder per function. */
  folder: string
  settings: FunctionSettings
  /** What every function has in its environment, beside its own settings. */
  variables: Record<string, string>
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

/** Processes that are kept ready for whichever function is called. */
const readyProcesses = 2

/** What the platform gives a function whose settings say nothing. */
const platformDefaults: InvocationLimits = { timeoutSeconds: 3, memoryMb: 256 }

/** A function's name as CloudBase allows it, which also keeps a path inside its folder. */
const namePattern = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/

/** Runs functions in processes of their own, each on one invocation at a time. */
export class FunctionHost {
  private readonly pools = new Map<string, Pool>()
  private readonly processes = new Processes()

  constructor(private readonly options: Options) {}

  /** The function's answer. Raises a CloudError when it is missing, fails, dies or runs out of time. */
  async invoke(invocation: Invocation): Promise<unknown> {
    const name = invocation.function
    if (!this.has(name)) throw functionMissing(name)
    const settings = this.options.settings[name]
    const environment = { ...this.variablesOf(name), ...environmentOf(invocation, this.options.url()) }
    const pool = this.pool(name)
    const worker = await this.take(pool, name)
    try {
      return await worker.run(invocation, environment, {
        timeoutSeconds: settings?.timeout ?? platformDefaults.timeoutSeconds,
        memoryMb: settings?.memorySize ?? platformDefaults.memoryMb,
      })
    } finally {
      worker.release()
      pool.waiting.shift()?.()
    }
  }

  /** Keeps processes ready from now on, so that a function's first call need not wait for more than the function. */
  warm(): Promise<void> {
    return this.processes.keepReady(readyProcesses)
  }

  /** Has every function loaded anew for the next invocation; those that run now finish on the old code. */
  reload(): void {
    for (const { workers } of this.pools.values()) for (const worker of workers) worker.retire()
  }

  close(): void {
    this.processes.close()
    for (const { workers } of this.pools.values()) for (const worker of workers) worker.kill()
  }

  private has(name: string): boolean {
    return namePattern.test(name) && existsSync(join(this.options.folder, name, 'index.js'))
  }

  private variablesOf(name: string): Record<string, string> {
    return { ...this.options.variables, ...this.options.settings[name]?.environment }
  }

  private pool(name: string): Pool {
    const pool = this.pools.get(name) ?? { workers: new Set(), waiting: [] }
    this.pools.set(name, pool)
    return pool
  }

  /**
   * A process that is free, a new one while there may be more, or else the next to become free. Only one is started at a
   * time: until it is there, another has often become free.
   */
  private async take(pool: Pool, name: string): Promise<Worker> {
    for (;;) {
      const workers = [...pool.workers]
      const idle = workers.find(({ state }) => state === 'idle')
      if (idle) {
        idle.take()
        return idle
      }
      if (workers.length < maxWorkers && !workers.some(({ state }) => state === 'loading'))
        return this.start(pool, name)
      await new Promise<void>((resolve) => pool.waiting.push(resolve))
    }
  }

  private start(pool: Pool, name: string): Worker {
    const worker = new Worker({
      child: this.processes.take(),
      name,
      folder: join(this.options.folder, name),
      environment: this.variablesOf(name),
      onOutput: this.options.log,
      onLoaded: () => pool.waiting.shift()?.(),
      onExit: () => {
        pool.workers.delete(worker)
        pool.waiting.shift()?.()
      },
    })
    pool.workers.add(worker)
    return worker
  }
}
