import type { ChildProcess } from 'node:child_process'
import { functionFailed, functionTimedOut, type CloudError } from './errors'
import type { Invocation } from './invocation'

/** A line or more that a function printed. */
export interface Output {
  invocation: string
  function: string
  stream: 'out' | 'err'
  text: string
}

/**
 * What `worker.cjs` says: `waiting` when it may be told which function it is to load, then `ready` or `broken`, then one
 * answer per invocation, and output at any time.
 */
type Answer =
  | { type: 'ready' }
  | { type: 'broken'; error: Described }
  | { type: 'done'; answer: string }
  | { type: 'failed'; error: Described }
type Message = Answer | { type: 'waiting' } | { type: 'output'; stream: 'out' | 'err'; text: string }

interface Described {
  message: string
  stack?: string
}

interface Start {
  /** It runs `worker.cjs`, and nothing in it yet. */
  child: ChildProcess
  name: string
  folder: string
  /** What it has in its environment beside what all functions have. */
  environment: Record<string, string>
  onOutput: (output: Output) => void
  onLoaded: () => void
  onExit: () => void
}

/** How long a process may take to load its function. It does not count as the function's time. */
const loadLimitMs = 20_000

/** The life of a worker. It is started for an invocation, so it is taken from the beginning. */
export type WorkerState =
  /** It loads its function, for the invocation that waits for it. */
  | 'loading'
  /** It runs an invocation. */
  | 'busy'
  /** It can be taken. */
  | 'idle'
  /** It is still loading or busy, and ends after that: its function was built anew. */
  | 'finishing'
  /** Its process was killed, or has died. */
  | 'finished'

/** What an invocation may use. The memory is told to the function, and not enforced. */
export interface InvocationLimits {
  timeoutSeconds: number
  memoryMb: number
}

/** One process that runs one function, one invocation at a time. */
export class Worker {
  private current: WorkerState = 'loading'
  private readonly child: ChildProcess
  private readonly loaded: Promise<void>
  private settle: ((message: Answer | { type: 'gone'; how: string }) => void) | undefined
  /** How the process ended, once it has. */
  private ending: string | undefined
  private lastInvocation = ''

  constructor(private readonly start: Start) {
    this.child = start.child
    this.child.on('message', (message: Message) => this.receive(message))
    this.child.on('error', (error) => this.exited(error.message))
    this.child.on('exit', (code, signal) => this.exited(signal ?? `exit code ${code}`))
    // The runtime itself writes here when it dies; what the function prints comes as messages.
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.output('err', text))
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.output('out', text))
    this.loaded = this.load()
    this.loaded.catch(() => this.kill())
  }

  get state(): WorkerState {
    return this.current
  }

  /** Keeps an idle worker for an invocation that is to be run on it. */
  take(): void {
    this.current = 'busy'
  }

  /** The invocation is over, however it ended. */
  release(): void {
    if (this.current === 'finishing') this.kill()
    if (this.current === 'busy') this.current = 'idle'
  }

  /** Takes no further invocation; one that is being run is finished first. */
  retire(): void {
    if (this.current === 'idle') this.kill()
    else if (this.current !== 'finished') this.current = 'finishing'
  }

  /** Runs one invocation. Raises a CloudError when the function fails, dies, or is not done in time. */
  async run(
    invocation: Invocation,
    environment: Record<string, string>,
    limits: InvocationLimits,
  ): Promise<unknown> {
    this.lastInvocation = invocation.id
    await this.loaded
    const answer = this.answer(limits.timeoutSeconds * 1000, functionTimedOut(limits.timeoutSeconds))
    if (this.child.connected)
      this.child.send({
        event: invocation.event,
        environment,
        context: context(invocation, environment, limits),
        now: invocation.caller.now,
      })
    const message = await answer
    if (message.type === 'done') return JSON.parse(message.answer)
    throw this.failure(message)
  }

  kill(): void {
    this.current = 'finished'
    this.child.kill('SIGKILL')
  }

  private async load(): Promise<void> {
    const { folder, environment } = this.start
    this.child.send({ folder, environment })
    const message = await this.answer(loadLimitMs, functionFailed('The function did not load in time'))
    if (message.type !== 'ready') throw this.failure(message)
    if (this.current === 'loading') this.current = 'busy'
    this.start.onLoaded()
  }

  /** The client gets the message; the stack is for the developer's terminal. */
  private failure(message: Answer): CloudError {
    if (!('error' in message))
      return functionFailed(`The function's process said "${message.type}" out of turn`)
    this.output('err', `${message.error.stack ?? message.error.message}\n`)
    return functionFailed(message.error.message)
  }

  /** The next message that is an answer. Raises `late`, and kills the process, after `milliseconds`. */
  private answer(milliseconds: number, late: CloudError): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.settle = undefined
        this.kill()
        reject(late)
      }, milliseconds)
      this.settle = (message) => {
        clearTimeout(timer)
        this.settle = undefined
        if (message.type === 'gone') reject(died(message.how))
        else resolve(message)
      }
      if (this.ending !== undefined) this.settle({ type: 'gone', how: this.ending })
    })
  }

  private receive(message: Message): void {
    if (message.type === 'output') this.output(message.stream, message.text)
    else if (message.type !== 'waiting') this.settle?.(message)
  }

  private exited(how: string): void {
    if (this.ending !== undefined) return
    this.ending = how
    this.current = 'finished'
    this.settle?.({ type: 'gone', how })
    this.start.onExit()
  }

  private output(stream: 'out' | 'err', text: string): void {
    this.start.onOutput({ invocation: this.lastInvocation, function: this.start.name, stream, text })
  }
}

const died = (how: string) => functionFailed(`The function's process ended unexpectedly (${how})`)

/** What `main` gets as its second argument. */
function context(
  invocation: Invocation,
  environment: Record<string, string>,
  { timeoutSeconds, memoryMb }: InvocationLimits,
): object {
  return {
    callbackWaitsForEmptyEventLoop: false,
    request_id: invocation.id,
    function_name: invocation.function,
    function_version: '$LATEST',
    namespace: environment['SCF_NAMESPACE'],
    memory_limit_in_mb: memoryMb,
    time_limit_in_ms: timeoutSeconds * 1000,
    environ: Object.entries(environment)
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
    environment: JSON.stringify(environment),
  }
}
