import { CloudError } from './errors'
import type { FunctionHost } from './host'
import type { Invocation } from './invocation'
import type { CallRecord, Trace } from './trace'

/** How many invocations are known by their id after they have ended: a request that a function did not wait for may still come. */
const maxRecent = 1000

/** Runs invocations, notes them in the trace, and knows them by their id. */
export class Calls {
  private readonly recent = new Map<string, Invocation>()

  constructor(
    private readonly host: FunctionHost,
    private readonly trace: Trace,
  ) {}

  get(id: string): Invocation | undefined {
    return this.recent.get(id)
  }

  /** The function's answer. Raises a CloudError. */
  async run(invocation: Invocation): Promise<unknown> {
    this.remember(invocation)
    const at = Date.now()
    const started = performance.now()
    const end = (outcome: Pick<CallRecord, 'answer' | 'error'>) => {
      const { id, function: name, event, caller, roundTrips, violations } = invocation
      const ms = performance.now() - started
      const record = {
        at,
        invocation: id,
        function: name,
        person: caller.key,
        event,
        ...outcome,
        ms,
        roundTrips,
        violations,
      }
      this.trace.add({ type: 'call', record })
    }
    try {
      const answer = await this.host.invoke(invocation)
      end({ answer })
      return answer
    } catch (error) {
      if (error instanceof CloudError) end({ error: { code: error.code, message: error.message } })
      throw error
    }
  }

  private remember(invocation: Invocation): void {
    this.recent.set(invocation.id, invocation)
    const [oldest] = this.recent.keys()
    if (this.recent.size > maxRecent && oldest !== undefined) this.recent.delete(oldest)
  }
}
