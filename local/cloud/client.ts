import { HttpError } from '../http'
import type { Calls } from './calls'
import { CloudError } from './errors'
import { createInvocation, type Event } from './invocation'
import type { People } from './people'

/** What `wx.cloud.callFunction` gives, or fails with. */
export type ClientAnswer =
  { result: unknown; requestID: string } | { errCode: number; errMsg: string; requestID: string }

/** How the mini program's side numbers the errors of functions (CloudBase's table of error codes). */
const errCodes: Record<string, number> = {
  FUNCTION_NOT_FOUND: -501000,
  FUNCTIONS_EXECUTE_FAIL: -504002,
  FUNCTIONS_TIME_LIMIT_EXCEEDED: -504003,
}

/** Calls functions as the mini program on a person's phone does. */
export class Client {
  constructor(
    private readonly people: People,
    private readonly calls: Calls,
  ) {}

  /** Raises an HttpError for an unknown person. What goes wrong in the cloud is an answer. */
  async call(key: string, name: string, event: Event, now?: number): Promise<ClientAnswer> {
    const person = Object.hasOwn(this.people, key) ? this.people[key] : undefined
    if (!person)
      throw new HttpError(
        400,
        `Nobody is called "${key}". There are: ${Object.keys(this.people).join(', ')}.`,
      )
    // What the platform adds to a mini program's event, over anything that was sent under these names.
    const userInfo = { appId: person.appid, openId: person.openid }
    const caller = { key, person, source: 'wx_client', ...(now === undefined ? {} : { now }) }
    const invocation = createInvocation(name, { ...event, userInfo, tcbContext: {} }, caller)
    try {
      return { result: await this.calls.run(invocation), requestID: invocation.id }
    } catch (error) {
      if (!(error instanceof CloudError)) throw error
      const errCode = errCodes[error.code] ?? -501001
      const errMsg = `cloud.callFunction:fail Error: errCode: ${errCode} | errMsg: ${error.message}`
      return { errCode, errMsg, requestID: invocation.id }
    }
  }
}
