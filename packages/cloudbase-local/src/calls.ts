import { CloudError } from './errors'
import type { FunctionHost } from './host'
import type { Invocation } from './invocation'
import type { CallRecord, Trace } from './trace'

/**
 * Invocations stay known for a while after they end, because a function may send a request that it does not wait for.
 */
const maxKnownInvocations = 1000

/** Runs invocations, records each in the trace, and finds one by its id when it makes a request. */
export class Calls {
  private readonly knownInvocations = new Map<string, Invocation>()

  constructor(
    private readonly host: FunctionHost,
    private readonly trace: Trace,
  ) {}

  get(id: string): Invocation | undefined {
    return this.knownInvocations.get(id)
  }

  /** Gives the function's answer. Raises a CloudError when the function is missing, fails or runs out of time. */
  async run(invocation: Invocation): Promise<unknown> {
    this.remember(invocation)
    const at = Date.now()
    const startMs = performance.now()
    const end = (outcome: Pick<CallRecord, 'answer' | 'error'>) => {
      const { id, function: name, event, caller, roundTrips, violations } = invocation
      const ms = performance.now() - startMs
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
    this.knownInvocations.set(invocation.id, invocation)
    const [oldest] = this.knownInvocations.keys()
    if (this.knownInvocations.size > maxKnownInvocations && oldest !== undefined)
      this.knownInvocations.delete(oldest)
  }
}
