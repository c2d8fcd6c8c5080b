import { randomUUID } from 'node:crypto'
import type { Person } from './people'

/** Who calls, and by which way: everything that a call chain hands on. */
export interface Caller {
  /** The person's key in the people file. */
  key: string
  /** As they are at the time of the call. */
  person: Person
  /** What getWXContext() gives as SOURCE: the callers from the first to the last, joined by commas. */
  source: string
  /** Epoch milliseconds that the function's clock shows, where time is frozen. */
  now?: number
}

/** One run of one function. */
export interface Invocation {
  /** Also the request id that the function's context carries and the client gets back. */
  readonly id: string
  readonly function: string
  readonly event: Event
  readonly caller: Caller
  /** Requests that this run made to the cloud so far. */
  roundTrips: number
  /** Those of them that reached, or would have reached, past the caller's own documents. */
  violations: number
}

/** What `main` gets as its first argument. */
export type Event = Record<string, unknown>

export function createInvocation(name: string, event: Event, caller: Caller): Invocation {
  return { id: randomUUID(), function: name, event, caller, roundTrips: 0, violations: 0 }
}

/** The id of the one environment this cloud has. */
const environmentId = 'local-env'

/** The names that getWXContext() reads; one that is not set in the environment is not in the context. */
const contextKeys = [
  'WX_OPENID',
  'WX_APPID',
  'WX_UNIONID',
  'WX_FROM_OPENID',
  'WX_FROM_APPID',
  'WX_FROM_UNIONID',
  'WX_CLIENTIP',
]

/**
 * What every function's process has in its environment, invoked or not. RUNENV, REGION, NAMESPACE and TCB_ENV keep the
 * SDK from asking a metadata host.
 */
export const processEnvironment = {
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  TENCENTCLOUD_SECRETID: 'local',
  TENCENTCLOUD_SECRETKEY: 'local',
  SCF_NAMESPACE: environmentId,
  TCB_ENV: environmentId,
}

/**
 * The process environment during one invocation, as the platform sets it. The address is the invocation's own, which is
 * how a request is known to belong to it (the SDK reads it anew for every request).
 */
export function environmentOf({ id, caller }: Invocation, url: string): Record<string, string> {
  const { openid, appid, unionid, from } = caller.person
  const identity = {
    WX_APPID: appid,
    WX_OPENID: openid,
    WX_UNIONID: unionid,
    WX_FROM_APPID: from?.appid,
    WX_FROM_OPENID: from?.openid,
    WX_FROM_UNIONID: from?.unionid,
  }
  return {
    ...processEnvironment,
    TCB_SOURCE: caller.source,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin/${id}` }),
    WX_CONTEXT_KEYS: contextKeys.join(','),
    WX_CLIENTIP: '127.0.0.1',
    ...Object.fromEntries(
      Object.entries(identity).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  }
}
