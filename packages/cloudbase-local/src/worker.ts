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

/** How long a process may take to load its function, in milliseconds. It does not count as the function's time. */
const loadLimit = 20_000

/** One process that runs one function, one invocation at a time. */
export class Worker {
  /** It has been given an invocation. */
  busy = false
  /** It takes no further invocation. */
  retiring = false
  /** It does not know yet whether its function can be loaded. */
  loading = true
  private readonly child: ChildProcess
  private readonly loaded: Promise<void>
  private settle: ((message: Answer | { type: 'gone'; how: string }) => void) | undefined
  private gone: string | undefined
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

  /** Runs one invocation. Raises a CloudError when the function fails, dies, or is not done after `seconds`. */
  async run(invocation: Invocation, environment: Record<string, string>, seconds: number): Promise<unknown> {
    this.lastInvocation = invocation.id
    await this.loaded
    const answer = this.answer(seconds * 1000, functionTimedOut(seconds))
    if (this.child.connected)
      this.child.send({
        event: invocation.event,
        environment,
        context: context(invocation, environment, seconds),
        now: invocation.caller.now,
      })
    const message = await answer
    if (message.type === 'done') return JSON.parse(message.answer)
    throw this.failure(message)
  }

  kill(): void {
    this.retiring = true
    this.child.kill('SIGKILL')
  }

  private async load(): Promise<void> {
    const { folder, environment } = this.start
    this.child.send({ folder, environment })
    const message = await this.answer(loadLimit, functionFailed('The function did not load in time'))
    this.loading = false
    if (message.type !== 'ready') throw this.failure(message)
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
      if (this.gone !== undefined) this.settle({ type: 'gone', how: this.gone })
    })
  }

  private receive(message: Message): void {
    if (message.type === 'output') this.output(message.stream, message.text)
    else if (message.type !== 'waiting') this.settle?.(message)
  }

  private exited(how: string): void {
    if (this.gone !== undefined) return
    this.gone = how
    this.settle?.({ type: 'gone', how })
    this.start.onExit()
  }

  private output(stream: 'out' | 'err', text: string): void {
    this.start.onOutput({ invocation: this.lastInvocation, function: this.start.name, stream, text })
  }
}

const died = (how: string) => functionFailed(`The function's process ended unexpectedly (${how})`)

/** What `main` gets as its second argument. */
function context(invocation: Invocation, environment: Record<string, string>, seconds: number): object {
  return {
    callbackWaitsForEmptyEventLoop: false,
    request_id: invocation.id,
    function_name: invocation.function,
    function_version: '$LATEST',
    namespace: environment['SCF_NAMESPACE'],
    memory_limit_in_mb: 256,
    time_limit_in_ms: seconds * 1000,
    environ: Object.entries(environment)
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
    environment: JSON.stringify(environment),
  }
}
