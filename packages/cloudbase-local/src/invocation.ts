import { randomUUID } from 'node:crypto'
import type { Person } from './people'

/** Who calls, and through which functions. When one function calls another, all of it is passed on. */
export interface Caller {
  /** The person's key in the people file. */
  key: string
  /** The person's identity at the time of the call. */
  person: Person
  /** SOURCE in getWXContext(): the callers from first to last, joined by commas. */
  source: string
  /** Epoch milliseconds at which the function's clock stands still; absent for the real time. */
  now?: number
}

/** One run of one function. */
export interface Invocation {
  /** Also serves as the request id: in the function's context, and in the answer to the client. */
  readonly id: string
  readonly function: string
  readonly event: Event
  readonly caller: Caller
  /** How many requests this run has made to the cloud so far. */
  roundTrips: number
  /** How many of those requests reached other people's documents, or tried to. */
  violations: number
}

/** The first argument of a function's `main`. */
export type Event = Record<string, unknown>

/** Makes an invocation with a new id. */
export function createInvocation(name: string, event: Event, caller: Caller): Invocation {
  return { id: randomUUID(), function: name, event, caller, roundTrips: 0, violations: 0 }
}

/** This cloud has one environment; this is its id. */
export const environmentId = 'local-env'

/** The variables that getWXContext() reads. It leaves out those that are not set. */
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
 * The variables that every function's process has from its start. Without RUNENV, REGION, NAMESPACE and TCB_ENV the SDK
 * would ask a metadata server, which does not exist here.
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
 * Gives the variables that the platform sets for one invocation. Each invocation has an address of its own, by which
 * the cloud knows which invocation a request comes from (the SDK reads the address again for every request).
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
    // What auth().getClientIP() of @cloudbase/node-sdk reads: the variable, if it is among these.
    TCB_CONTEXT_KEYS: 'TCB_SOURCE_IP',
    TCB_SOURCE_IP: '127.0.0.1',
    ...Object.fromEntries(
      Object.entries(identity).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  }
}
