import type { ChildProcess } from 'node:child_process'
import {
  answerTooLarge,
  functionFailed,
  functionOverweight,
  functionTimedOut,
  type CloudError,
} from './errors'
import type { Invocation } from './invocation'

/** One piece of a function's output; it can hold several lines. */
export interface Output {
  invocation: string
  function: string
  stream: 'out' | 'err'
  text: string
}

/**
 * The messages of `worker.cjs`, in this order: `waiting` once a function can be loaded, `ready` when that
 * worked or `broken` when it did not, then `done`, `failed` or `overweight` for each invocation. `output` can come at
 * any time.
 */
type Answer =
  | { type: 'ready' }
  | { type: 'broken'; error: ErrorDescription }
  | { type: 'done'; answer: string }
  | { type: 'failed'; error: ErrorDescription }
  | { type: 'overweight'; usedMb: number }
type Message = Answer | { type: 'waiting' } | { type: 'output'; stream: 'out' | 'err'; text: string }

interface ErrorDescription {
  message: string
  stack?: string
}

interface Start {
  /** A process of `worker.cjs` that has not loaded a function yet. */
  child: ChildProcess
  name: string
  /** Whether no invocation waits for it. */
  isSpare: boolean
  folder: string
  memoryMb: number
  /** The function's variables, in addition to those that every process has. */
  environment: Record<string, string>
  onOutput: (output: Output) => void
  onLoaded: () => void
  onExit: () => void
}

/** How long a process may take to load its function. This does not count towards the function's own time limit. */
const loadLimitMs = 20_000

const lastWordsLength = 10_000

/** The states of a worker. */
export type WorkerState =
  /** It loads its function, mostly while the first invocation waits. */
  | 'loading'
  /** It runs an invocation. */
  | 'busy'
  /** It is free for the next invocation. */
  | 'idle'
  /** Its function has been rebuilt, so it ends as soon as the invocation in progress is over. */
  | 'finishing'
  /** Its process was killed, or has died. */
  | 'finished'

/** What an invocation may use, and how large its answer may be. */
export interface InvocationLimits {
  timeoutSeconds: number
  memoryMb: number
  answerBytes: number
}

/** A process that runs one function, one invocation at a time. */
export class Worker {
  private currentState: WorkerState = 'loading'
  private readonly child: ChildProcess
  /** Raises a CloudError if the function cannot be loaded. */
  readonly whenLoaded: Promise<void>
  private settle: ((message: Answer | { type: 'gone'; reason: string }) => void) | undefined
  /** The end of what Node itself has written, in which it says why it crashed. */
  private lastWords = ''
  /** The signal or exit code with which the process ended; undefined while it runs. */
  private exitReason: string | undefined
  private lastInvocation = ''

  constructor(private readonly start: Start) {
    this.child = start.child
    this.child.on('message', (message: Message) => this.receive(message))
    this.child.on('error', (error) => this.exited(error.message))
    this.child.on('exit', (code, signal) => this.exited(signal ?? `exit code ${code}`))
    // A function's output comes as messages. Only Node itself writes to these streams, for example when it crashes.
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords = (this.lastWords + text).slice(-lastWordsLength)
      this.output('err', text)
    })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.output('out', text))
    this.whenLoaded = this.load()
    this.whenLoaded.catch(() => this.kill())
  }

  get state(): WorkerState {
    return this.currentState
  }

  /** Reserves an idle worker for an invocation. */
  take(): void {
    this.currentState = 'busy'
  }

  /** Must be called after each invocation, whether it succeeded or not. */
  release(): void {
    if (this.currentState === 'finishing') this.kill()
    if (this.currentState === 'busy') this.currentState = 'idle'
  }

  /** Ends the worker, but lets the invocation in progress finish. */
  retire(): void {
    const isUnasked = this.currentState === 'loading' && this.start.isSpare
    if (this.currentState === 'idle' || isUnasked) this.kill()
    else if (this.currentState !== 'finished') this.currentState = 'finishing'
  }

  /**
   * Runs one invocation and gives its answer. Raises a CloudError when the function fails, dies or runs out of time.
   */
  async run(
    invocation: Invocation,
    environment: Record<string, string>,
    limits: InvocationLimits,
  ): Promise<unknown> {
    this.lastInvocation = invocation.id
    await this.whenLoaded
    const answer = this.answer(limits.timeoutSeconds * 1000, functionTimedOut(limits.timeoutSeconds))
    if (this.child.connected)
      this.child.send({
        event: invocation.event,
        environment,
        context: context(invocation, environment, limits),
        now: invocation.caller.now,
      })
    const message = await answer
    if (message.type === 'done') {
      const bytes = Buffer.byteLength(message.answer)
      if (bytes > limits.answerBytes) throw answerTooLarge(bytes, limits.answerBytes)
      return JSON.parse(message.answer)
    }
    throw this.failure(message)
  }

  kill(): void {
    this.currentState = 'finished'
    this.child.kill('SIGKILL')
  }

  private async load(): Promise<void> {
    const { folder, environment, memoryMb } = this.start
    this.child.send({ folder, environment, memoryMb })
    const message = await this.answer(loadLimitMs, functionFailed('The function did not load in time'))
    if (message.type !== 'ready') throw this.failure(message)
    if (this.currentState === 'loading') this.currentState = this.start.isSpare ? 'idle' : 'busy'
    this.start.onLoaded()
  }

  /** The client gets only the message of an error. The stack goes to the developer's terminal. */
  private failure(message: Answer): CloudError {
    if (message.type === 'overweight') {
      this.kill()
      return functionOverweight(message.usedMb, this.start.memoryMb)
    }
    if (!('error' in message))
      return functionFailed(`The function's process said "${message.type}" out of turn`)
    this.output('err', `${message.error.stack ?? message.error.message}\n`)
    return functionFailed(message.error.message)
  }

  /** Waits for the next answer. After `limitMs` it kills the process and raises `timeoutError`. */
  private answer(limitMs: number, timeoutError: CloudError): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.settle = undefined
        this.kill()
        reject(timeoutError)
      }, limitMs)
      this.settle = (message) => {
        clearTimeout(timer)
        this.settle = undefined
        if (message.type === 'gone') reject(this.death(message.reason))
        else resolve(message)
      }
      if (this.exitReason !== undefined) this.settle({ type: 'gone', reason: this.exitReason })
    })
  }

  private receive(message: Message): void {
    if (message.type === 'output') this.output(message.stream, message.text)
    else if (message.type === 'overweight' && !this.settle) this.kill()
    else if (message.type !== 'waiting') this.settle?.(message)
  }

  private exited(reason: string): void {
    if (this.exitReason !== undefined) return
    this.exitReason = reason
    this.currentState = 'finished'
    this.settle?.({ type: 'gone', reason })
    this.start.onExit()
  }

  /** Node ends a process whose heap reaches the limit, which a function that never waits can do before it is weighed. */
  private death(reason: string): CloudError {
    return this.lastWords.includes('heap out of memory')
      ? functionOverweight(undefined, this.start.memoryMb)
      : functionFailed(`The function's process ended unexpectedly (${reason})`)
  }

  private output(stream: 'out' | 'err', text: string): void {
    this.start.onOutput({ invocation: this.lastInvocation, function: this.start.name, stream, text })
  }
}

/** The second argument of a function's `main`, with the same fields as on the platform. */
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
