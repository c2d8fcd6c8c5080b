import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { processEnvironment } from './invocation'

/**
 * A process that was taken is replaced once there was no call for this long, so that the start does not slow calls
 * down.
 */
const refillDelayMs = 1000

/**
 * Starts the processes that run functions. Where functions require the SDK, most of the start-up time goes into loading it,
 * so some processes can be started in advance, before it is known which function they will run.
 */
export class Processes {
  private readonly readyProcesses = new Set<ChildProcess>()
  private readyCount = 0
  private refillTimer: NodeJS.Timeout | undefined
  private loadsSdk = false

  /** `heapMb`: what the largest function may use. It is not known yet which one a process will run. */
  constructor(private readonly heapMb: number) {}

  /** From now on processes load the SDK at once if one of the functions in the folder asks for it. */
  prepareFor(folder: string): void {
    this.loadsSdk = anyAsksForSdk(folder)
  }

  /** Keeps `count` processes ready from now on. Resolves when the first ones can load a function, or have died. */
  async keepReady(count: number): Promise<void> {
    this.readyCount = count
    await Promise.all(this.fill().map((child) => Promise.race([once(child, 'message'), once(child, 'exit')])))
  }

  /** Gives a process that runs nothing yet: a ready one, or else a new one. */
  take(): ChildProcess {
    const [child = start(this.heapMb, this.loadsSdk)] = this.readyProcesses
    this.readyProcesses.delete(child)
    clearTimeout(this.refillTimer)
    // A new process at once would compete for the processor with the one that was just taken.
    if (this.readyCount > 0) this.refillTimer = setTimeout(() => this.fill(), refillDelayMs).unref()
    return child
  }

  close(): void {
    this.readyCount = 0
    clearTimeout(this.refillTimer)
    for (const child of this.readyProcesses) child.kill('SIGKILL')
  }

  private fill(): ChildProcess[] {
    const newProcesses = Array.from({ length: this.readyCount - this.readyProcesses.size }, () =>
      start(this.heapMb, this.loadsSdk),
    )
    for (const child of newProcesses) {
      this.readyProcesses.add(child)
      for (const end of ['exit', 'error']) child.on(end, () => this.readyProcesses.delete(child))
    }
    return newProcesses
  }
}

/** A function that was bundled has the SDK inside. */
const anyAsksForSdk = (folder: string): boolean =>
  readdirSync(folder)
    .map((name) => join(folder, name, 'index.js'))
    .some(
      (file) =>
        existsSync(file) &&
        /(?:require\(|from |import\()["']wx-server-sdk["']/.test(readFileSync(file, 'utf8')),
    )

function start(heapMb: number, loadsSdk: boolean): ChildProcess {
  return fork(join(__dirname, 'worker.cjs'), loadsSdk ? ['--sdk'] : [], {
    env: { ...inherited(), ...platformClock, ...processEnvironment },
    // The SDK parses addresses with url.parse, which Node warns of from 24 on. No author of a function can change that.
    execArgv: [`--max-old-space-size=${heapMb}`, '--disable-warning=DEP0169'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

/**
 * Functions run in UTC, wherever this machine is. A function's own variables can set another TZ, as in the console.
 * Source: docs.cloudbase.net/cloud-function/timezone.
 */
const platformClock = { TZ: 'UTC' }

/** On the platform a function sees none of this machine's variables, so here it gets only those that Node needs. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'SystemRoot', 'TMPDIR', 'TEMP']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}
