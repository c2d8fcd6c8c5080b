import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FunctionSettings } from './environment'
import { functionMissing, tooManyCalls } from './errors'
import { environmentOf, type Caller, type Invocation } from './invocation'
import { Processes } from './processes'
import { Worker, type InvocationLimits, type Output } from './worker'

interface Options {
  /** The folder that holds one folder per function. */
  folder: string
  settings: FunctionSettings
  /** Environment variables of every function; the function's own settings win over them. */
  variables: Record<string, string>
  /** Gives the address at which functions reach this cloud. It is known only once the cloud is served. */
  url: () => string
  log: (output: Output) => void
}

interface Pool {
  workers: Set<Worker>
  /** Invocations that wait for a process, first come first served. */
  waiting: (() => void)[]
}

/** How many processes a function may have. When all are busy, further calls wait for one to become free. */
const maxWorkers = 4

/**
 * How many processes a function may have for calls that come from functions. Such a call never waits, because the
 * process that it would wait for may be the one that waits for it.
 */
const maxWorkersWithNested = 12

/** How many processes are started in advance, before it is known which function will be called. */
const readyProcessCount = 2

/** The platform's limits for a function that does not set its own. */
const platformDefaults = { timeoutSeconds: 3, memoryMb: 256 }

/**
 * An answer to a phone may have 1 MB (docs.cloudbase.net, error code EXCEED_MAX_RESPONSE_SIZE), one to another function
 * 6 MB (cloud.tencent.com/document/product/583/11637). Where it is not known which of them applies, the smaller does.
 */
const answerBytes = { phone: 1_000_000, function: 6_000_000 }

/**
 * The names that CloudBase allows for functions. They have no dots or slashes, so a name cannot lead out of the folder.
 */
const namePattern = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/

/** Runs each function in its own processes. One process runs one invocation at a time. */
export class FunctionHost {
  private readonly pools = new Map<string, Pool>()
  private readonly processes: Processes
  private folder: string

  constructor(private readonly options: Options) {
    this.folder = options.folder
    const memories = Object.keys(options.settings).map((name) => this.memoryOf(name))
    this.processes = new Processes(Math.max(platformDefaults.memoryMb, ...memories))
    this.processes.prepareFor(this.folder)
  }

  /** Gives the function's answer. Raises a CloudError when the function is missing, fails, dies or runs out of time. */
  async invoke(invocation: Invocation): Promise<unknown> {
    const name = invocation.function
    if (!this.has(name)) throw functionMissing(name)
    const environment = { ...this.variablesOf(name), ...environmentOf(invocation, this.options.url()) }
    const pool = this.pool(name)
    const worker = await this.take(pool, invocation)
    try {
      return await worker.run(invocation, environment, this.limitsOf(invocation))
    } finally {
      worker.release()
      if (pool.workers.size > maxWorkers) worker.retire()
      pool.waiting.shift()?.()
    }
  }

  /** The folder of a function's code, in the build that is run now. */
  folderOf(name: string): string {
    return join(this.folder, name)
  }

  /**
   * Starts processes in advance from now on, so that the first call of a function waits only for its code to load. The first
   * call of the functions with these names does not wait for that either: each has a process that has loaded it.
   */
  async warm(names: string[] = []): Promise<void> {
    const ready = this.processes.keepReady(readyProcessCount)
    // One that cannot be loaded says why in the log, and fails its first call.
    await Promise.allSettled([ready, ...names.map((name) => this.startSpare(name))])
  }

  /**
   * Makes the next invocation of every function load its code again, from `folder` if it is given. Invocations that run
   * now finish on the old code.
   */
  reload(folder = this.folder): void {
    this.folder = folder
    this.processes.prepareFor(folder)
    for (const { workers } of this.pools.values()) for (const worker of workers) worker.retire()
  }

  close(): void {
    this.processes.close()
    for (const { workers } of this.pools.values()) for (const worker of workers) worker.kill()
  }

  private has(name: string): boolean {
    return namePattern.test(name) && existsSync(join(this.folder, name, 'index.js'))
  }

  private limitsOf({ function: name, caller }: Invocation): InvocationLimits {
    const { timeout = platformDefaults.timeoutSeconds } = this.options.settings[name] ?? {}
    const isForFunction = comesFromFunction(caller) || caller.source === 'wx_trigger'
    return {
      timeoutSeconds: timeout,
      memoryMb: this.memoryOf(name),
      answerBytes: isForFunction ? answerBytes.function : answerBytes.phone,
    }
  }

  private memoryOf(name: string): number {
    return this.options.settings[name]?.memorySize ?? platformDefaults.memoryMb
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
   * Gives an idle process if there is one, otherwise a new one up to the limit, otherwise the next that becomes idle.
   * Only one process starts at a time, because another often becomes idle while it loads. Raises
   * EXCEED_CONCURRENT_REQUEST_LIMIT when functions call each other without end.
   */
  private async take(pool: Pool, { function: name, caller }: Invocation): Promise<Worker> {
    for (;;) {
      const workers = [...pool.workers]
      const idle = workers.find(({ state }) => state === 'idle')
      if (idle) {
        idle.take()
        return idle
      }
      if (comesFromFunction(caller)) {
        if (workers.length >= maxWorkersWithNested) throw tooManyCalls(name, maxWorkersWithNested)
        return this.start(pool, name)
      }
      if (workers.length < maxWorkers && !workers.some(({ state }) => state === 'loading'))
        return this.start(pool, name)
      await new Promise<void>((resolve) => pool.waiting.push(resolve))
    }
  }

  /** Resolves when the function has an idle process. Raises an error if it cannot be loaded. */
  private async startSpare(name: string): Promise<void> {
    const pool = this.pool(name)
    const lasting = [...pool.workers].filter(({ state }) => state !== 'finishing' && state !== 'finished')
    if (lasting.length === 0 && this.has(name)) await this.start(pool, name, true).whenLoaded
  }

  private start(pool: Pool, name: string, isSpare = false): Worker {
    const worker = new Worker({
      child: this.processes.take(),
      name,
      isSpare,
      folder: this.folderOf(name),
      memoryMb: this.memoryOf(name),
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

const comesFromFunction = ({ source }: Caller) => source.endsWith(',scf')
