import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { processEnvironment } from './invocation'

/** A taken process is replaced once no other was taken for this long. */
const replaceAfterMs = 1000

/**
 * Processes that are to run functions. Most of a start is the loading of the SDK, so some may have done that before
 * anybody knows which function they will run.
 */
export class Processes {
  private readonly ready = new Set<ChildProcess>()
  private wanted = 0
  private replacing: NodeJS.Timeout | undefined

  /** From now on so many are kept ready. Resolves when they are. */
  async keepReady(count: number): Promise<void> {
    this.wanted = count
    await Promise.all(this.fill().map((child) => Promise.race([once(child, 'message'), once(child, 'exit')])))
  }

  /** One that was not taken before. */
  take(): ChildProcess {
    const [child = start()] = this.ready
    this.ready.delete(child)
    clearTimeout(this.replacing)
    // Not at once: whoever needs this one is waiting for the processor, too.
    if (this.wanted > 0) this.replacing = setTimeout(() => this.fill(), replaceAfterMs).unref()
    return child
  }

  close(): void {
    this.wanted = 0
    clearTimeout(this.replacing)
    for (const child of this.ready) child.kill('SIGKILL')
  }

  /** Starts those that are missing. */
  private fill(): ChildProcess[] {
    const missing = Array.from({ length: this.wanted - this.ready.size }, start)
    for (const child of missing) {
      this.ready.add(child)
      for (const end of ['exit', 'error']) child.on(end, () => this.ready.delete(child))
    }
    return missing
  }
}

function start(): ChildProcess {
  return fork(join(__dirname, 'worker.cjs'), {
    env: { ...inherited(), ...processEnvironment },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

/** Of this process's own environment a function gets only what Node needs to run. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'SystemRoot', 'TMPDIR', 'TEMP']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}
