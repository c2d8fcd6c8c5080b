import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen, type Listening } from 'loopback-guard'
import {
  describeViolation,
  loadPeople,
  openCloud,
  type CallRecord,
  type CloudOptions,
  type Event,
  type LocalCloud,
  type Output,
  type RequestRecord,
  type Trace,
} from '../../src'

/** A call failed; `errCode` is the code that the mini program sees. */
export class CallError extends Error {
  override name = 'CallError'
  constructor(
    readonly errCode: number,
    message: string,
  ) {
    super(message)
  }
}

export interface TestCloud {
  /**
   * Stands for that person's phone. `call` gives the function's result and raises a CallError when the call fails;
   * `now` (epoch milliseconds) freezes the clock for it.
   */
  as(person: string): { call(name: string, event?: Event, options?: { now?: number }): Promise<unknown> }
  readonly trace: Trace
  /** Gives the violations since the last call of this. A violation that no test takes fails the test file. */
  takeViolations(): RequestRecord[]
  readonly url: string
  readonly cloud: LocalCloud
}

/**
 * All that went through the cloud during the tests: each call with its answer, and everything that functions printed.
 */
export interface Traffic {
  calls: readonly CallRecord[]
  outputs: readonly Output[]
}

/**
 * Starts a local cloud for the tests of one file, with a temporary data folder. By default it has no collections and
 * the people of people.json. After the tests the file fails if there was a violation that no test took, or if
 * `faultsIn` finds a fault in the traffic.
 */
export function startCloud(
  options: Partial<CloudOptions> & Pick<CloudOptions, 'functions'>,
  faultsIn: (traffic: Traffic) => string[] = () => [],
): TestCloud {
  let running: { cloud: LocalCloud; server: Listening; data: string } | undefined
  let violations: RequestRecord[] = []
  const traffic: { calls: CallRecord[]; outputs: Output[] } = { calls: [], outputs: [] }
  const get = () => {
    if (!running) throw new Error('The cloud runs while the tests do: use it inside them')
    return running
  }

  beforeAll(async () => {
    const data = mkdtempSync(join(tmpdir(), 'cloud-'))
    const cloud = openCloud({
      people: loadPeople(join(__dirname, '../people.json')),
      collections: {},
      functionSettings: {},
      data,
      log: (output) => traffic.outputs.push(output),
      ...options,
    })
    const server = await listen([cloud.handler])
    cloud.attach(server.url)
    cloud.trace.subscribe(({ type, record }) => {
      if (type === 'call') traffic.calls.push(record)
      else if (record.violation) violations.push(record)
    })
    running = { cloud, server, data }
  })

  afterAll(async () => {
    if (!running) return
    await running.cloud.close()
    await running.server.close()
    rmSync(running.data, { recursive: true, force: true })
    const unexpected = violations.flatMap((one) =>
      one.violation ? [describeViolation(one, one.violation)] : [],
    )
    const found = [...unexpected, ...faultsIn(traffic)]
    if (found.length > 0) throw new Error(found.join('\n'))
  })

  return {
    as: (person) => ({
      async call(name, event, callOptions) {
        const answer = await get().cloud.call(person, name, event, callOptions)
        if ('errCode' in answer) throw new CallError(answer.errCode, answer.errMsg)
        return answer.result
      },
    }),
    takeViolations() {
      const taken = violations
      violations = []
      return taken
    },
    get trace() {
      return get().cloud.trace
    },
    get url() {
      return get().server.url
    },
    get cloud() {
      return get().cloud
    },
  }
}
