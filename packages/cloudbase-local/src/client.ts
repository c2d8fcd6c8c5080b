import type { Calls } from './calls'
import { CloudError } from './errors'
import { createInvocation, type Event } from './invocation'
import { identityOf, type Person } from './people'
import type { Residents } from './residents'

/** The result of `wx.cloud.callFunction`, or the error that it fails with. */
export type ClientAnswer =
  { result: unknown; requestID: string } | { errCode: number; errMsg: string; requestID: string }

/**
 * A mini program sees errors of functions as numbers. Source: CloudBase's table of error codes, and for the size of
 * answers what developers report. No number was found for a function that takes too much memory: it has failed.
 */
const errCodes: Record<string, number> = {
  FUNCTION_NOT_FOUND: -501000,
  EXCEED_CONCURRENT_REQUEST_LIMIT: -501004,
  EXCEED_MAX_RESPONSE_SIZE: -501000,
  EXCEED_MAX_PAYLOAD_SIZE: -501000,
  FUNCTIONS_EXECUTE_FAIL: -504002,
  FUNCTIONS_MEMORY_LIMIT_EXCEEDED: -504002,
  FUNCTIONS_TIME_LIMIT_EXCEEDED: -504003,
}

/** Calls functions the way a person's phone or a timer does. */
export class Client {
  constructor(
    private readonly residents: Residents,
    private readonly calls: Calls,
  ) {}

  /**
   * Calls the function `name` for the person with this key. `now` (epoch milliseconds) freezes the clock. A failure in
   * the cloud is an answer, as the phone would get it. Raises an HttpError for an unknown person.
   */
  async call(key: string, name: string, event: Event, now?: number): Promise<ClientAnswer> {
    const person = this.residents.get(key)
    const { source = 'wx_client' } = person
    const caller = { key, person, source, ...(now === undefined ? {} : { now }) }
    const invocation = createInvocation(name, { ...event, ...injected(person) }, caller)
    try {
      return { result: await this.calls.run(invocation), requestID: invocation.id }
    } catch (error) {
      if (error instanceof CloudError) return failure(error, invocation.id)
      throw error
    }
  }
}

/** What `wx.cloud.callFunction` fails with on a phone. */
export function failure({ code, message }: CloudError, requestID: string): ClientAnswer {
  const errCode = errCodes[code] ?? -501001
  return {
    errCode,
    errMsg: `cloud.callFunction:fail Error: errCode: ${errCode} | errMsg: ${message}`,
    requestID,
  }
}

/**
 * The fields that the platform adds to a mini program's event. They replace fields that the app sent under these names.
 */
function injected(person: Person): Event {
  if (person.source === 'wx_trigger') return {}
  const identity = identityOf(person) ?? person
  return { userInfo: { appId: identity.appid, openId: identity.openid }, tcbContext: {} }
}
