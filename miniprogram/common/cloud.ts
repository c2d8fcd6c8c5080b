import type { Answer } from '../../shared/answer'
import type { Action, Current, Data, Input } from '../../shared/contract'
import type { Contracts, PlainFunctions } from '../../shared/contracts'
import type { Config } from '../config'
import type { SharedCloud } from '../types/wx-cloud'
import { CallError, type CallFailure } from './call-error'

/** How long a call waits for an answer, a second try included. */
const answerTimeoutMs = 10_000

/** Calls a function and gives its result. Rejects with what the platform says. */
type CallFunction = (name: string, data: object) => Promise<unknown>

const callOwn: CallFunction = async (name, data) => (await wx.cloud.callFunction({ name, data })).result

let callFunction = callOwn

/**
 * Connects the app to its environment, once, at launch. False on a base library that is too old: wx.cloud came with
 * 2.2.3, and what environment sharing needs came later.
 */
export function initCloud({ env, sharing }: Pick<Config, 'env' | 'sharing'>): boolean {
  if (!wx.cloud || (sharing && !wx.cloud.Cloud)) return false
  wx.cloud.init({ ...(env && { env }), traceUser: true })
  callFunction = sharing ? callSibling(sharing) : callOwn
  return true
}

// The first call asks the sibling to let this mini program in, and all calls wait for that. A refusal is not final: the
// next call asks again.
function callSibling({ appid, env }: NonNullable<Config['sharing']>): CallFunction {
  const cloud: SharedCloud = new wx.cloud.Cloud({ resourceAppid: appid, resourceEnv: env })
  let admitted: Promise<void> | null = null
  return async (name, data) => {
    admitted ??= cloud.init().catch((error: unknown) => {
      admitted = null
      throw error
    })
    await admitted
    return (await cloud.callFunction({ name, data })).result
  }
}

type Operation<Name extends keyof Contracts, Called extends keyof Contracts[Name]> = Extract<
  Contracts[Name][Called],
  Action
>

/**
 * Calls one action of a cloud function and gives its data. The contract of the function types input and data. Raises
 * CallError.
 *
 * @example
 * const { note } = await call('notes', 'get', { id })
 */
export async function call<Name extends keyof Contracts, Called extends keyof Contracts[Name]>(
  name: Name,
  action: Called,
  input: Input<Operation<Name, Called>>,
): Promise<Data<Operation<Name, Called>>> {
  const { result, again } = await send(name, { action, input })
  if (!isAnswer<Data<Operation<Name, Called>>>(result)) throw unexpected(name)
  if (!result.ok) throw new CallError(result.error, name, again)
  return result.data
}

type CurrentOf<Name extends keyof Contracts> = Current<Operation<Name, keyof Contracts[Name]>>

/** The document that a CONFLICT of this function carries, as it stands; null for every other failure. */
export function currentOf<Name extends keyof Contracts>(
  name: Name,
  { failure, called }: CallError,
): CurrentOf<Name> | null {
  if (failure.code !== 'CONFLICT' || called !== name) return null
  const { current } = failure.details
  return isResult<CurrentOf<Name>>(current) ? current : null
}

/** Calls a function that has no actions: it takes no input, and only a refusal of it is wrapped. Raises CallError. */
export async function callPlain<Name extends keyof PlainFunctions>(
  name: Name,
): Promise<PlainFunctions[Name]> {
  const { result } = await send(name, {})
  if (isAnswer<never>(result) && !result.ok) throw new CallError(result.error, name)
  if (!isResult<PlainFunctions[Name]>(result)) throw unexpected(name)
  return result
}

/**
 * Sends a call, and once more if the first did not get through or ran out of time: a broken connection is replaced at
 * once, and a function that was slow to start has started by then. The second call cannot do anything twice as long as
 * every contract keeps to this: reading changes nothing, `create` takes a key that names what it makes, and all other
 * writes name the revision that they change, or the time up to which they delete. After `answerTimeoutMs` the caller gets TIMEOUT, whatever comes later.
 */
function send(name: string, data: object): Promise<{ result: unknown; again: boolean }> {
  return new Promise((resolve, reject) => {
    let over = false
    const timer = setTimeout(() => {
      over = true
      reject(new CallError({ code: 'TIMEOUT', message: `${name} gave no answer in ${answerTimeoutMs} ms` }))
    }, answerTimeoutMs)
    const tries = attempt(name, data)
      .then((result) => ({ result, again: false }))
      .catch(async (error: unknown) => {
        if (over || !mayWorkNow(error)) throw error
        return { result: await attempt(name, data), again: true }
      })
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer)
        underWay.delete(tries)
      })
    underWay.add(tries)
  })
}

/** The calls that WeChat has not ended yet. */
const underWay = new Set<Promise<void>>()

/**
 * Resolves when all calls have ended that are under way now, those included whose answer nobody waits for any more: until
 * then the cloud may still carry them out. Never rejects.
 */
export async function callsUnderWay(): Promise<void> {
  await Promise.all(underWay)
}

async function attempt(name: string, data: object): Promise<unknown> {
  try {
    return await callFunction(name, data)
  } catch (error) {
    throw isPlatformError(error) ? new CallError(reason(error)) : error
  }
}

const mayWorkNow = (error: unknown): boolean =>
  error instanceof CallError && (error.code === 'NETWORK' || error.code === 'TIMEOUT')

interface PlatformError extends IAPIError {
  errCode?: number
}

function isPlatformError(error: unknown): error is PlatformError {
  return typeof error === 'object' && error !== null && 'errMsg' in error
}

// -504003 is CloudBase's code for a function that ran out of time. The other -50xxxx codes, and -404011 of older
// base libraries, are CloudBase speaking about a function that failed. -601015 and -601017 say that cloudbase_auth did
// not let this mini program in (wx-server-sdk's table of error codes). Everything else never arrived at the function.
function reason({ errMsg, errCode }: PlatformError): CallFailure {
  const told = `${errCode ?? ''} ${errMsg}`
  if (/-504003|timed? ?out/i.test(told)) return { code: 'TIMEOUT', message: errMsg }
  if (/-60101[57]\b/.test(told)) return { code: 'FORBIDDEN_CALLER', message: errMsg }
  if (/-(50\d{4}|404011)\b/.test(told))
    return { code: 'INTERNAL', message: errMsg, details: { requestId: '' } }
  return { code: 'NETWORK', message: errMsg }
}

// The function has checked its answer against the contract. Here only its outline is checked: something else on the way
// may have answered.
function isAnswer<T>(result: unknown): result is Answer<T, unknown> {
  if (typeof result !== 'object' || result === null || !('ok' in result)) return false
  return result.ok === true ? 'data' in result : result.ok === false && 'error' in result
}

function isResult<T>(result: unknown): result is T {
  return typeof result === 'object' && result !== null
}

const unexpected = (name: string): CallError =>
  new CallError({
    code: 'INTERNAL',
    message: `${name} answered in a shape this version of the app does not know`,
    details: { requestId: '' },
  })
