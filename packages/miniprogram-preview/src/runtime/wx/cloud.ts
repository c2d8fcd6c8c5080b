import { device } from '../device'
import type { Disk } from '../disk'
import { api, Failure, isOptions, number, required, type Options, type WxMethod } from './api'
import { cloudFiles } from './cloud-files'
import { passNetwork } from './network'

const defaultTimeoutMs = 20_000

/** wx.cloud: functions and files of the local cloud, for the person who holds this phone. */
export function cloud(disk: Disk) {
  let ready = false
  return {
    init(): void {
      ready = true
    },
    callFunction: callFunctionWhen(() => ready, 'call wx.cloud.init'),
    ...cloudFiles(disk, () => {
      if (!ready) throw notReady('call wx.cloud.init')
    }),
    Cloud: SharedCloud,
  }
}

/**
 * wx.cloud.Cloud: gives access to the environment of another mini program. On this machine that is always the one local
 * cloud; people.json says which mini program the person comes from.
 */
class SharedCloud {
  private admitted = false

  constructor(resource: unknown) {
    const options = isOptions(resource) ? resource : {}
    for (const name of ['resourceAppid', 'resourceEnv']) required(options, name)
  }

  readonly init = api('cloud.init', async () => {
    const { result } = await callFunction('cloudbase_auth', {})
    const { errCode, errMsg } = isOptions(result) ? result : {}
    if (errCode === undefined) throw denied(-601015, 'cloudfunction cloudbase_auth returns empty errCode')
    if (errCode !== 0)
      throw denied(-601017, 'cloudbase_auth returns non-zero errCode', `${String(errCode)} ${String(errMsg)}`)
    this.admitted = true
  })

  readonly callFunction = callFunctionWhen(() => this.admitted, 'await init() of this wx.cloud.Cloud')
}

/** Source of codes and texts: the table of error codes in wx-server-sdk. */
function denied(errCode: number, why: string, said = ''): Failure {
  return new Failure(`Error: errCode: ${errCode} access denied (${why}) | errMsg: ${said}`, errCode)
}

/** Makes the method callFunction. It fails, with `missing` as advice, until `ready` gives true. */
function callFunctionWhen(ready: () => boolean, missing: string): WxMethod {
  return api('cloud.callFunction', (options) => {
    if (!ready()) throw notReady(missing)
    return callFunction(required(options, 'name'), options)
  })
}

const notReady = (missing: string) => new Failure(`Cloud API isn't enabled, please ${missing} first`, -1)

async function callFunction(name: string, options: Options): Promise<Options> {
  await passNetwork(['none'])
  const response = await ask(name, options['data'] ?? {}, number(options, 'timeout', defaultTimeoutMs))
  await passNetwork(['none', 'failing'])
  const answer: unknown = await response.json()
  const { result, requestID, errCode, errMsg, error } = isOptions(answer) ? answer : {}
  if (typeof errCode === 'number')
    throw new Failure(String(errMsg).replace(/^cloud\.callFunction:fail /, ''), errCode)
  if (response.status === 404)
    throw new Failure('no local cloud is attached: `npm start` runs the app together with one', -1)
  if (!response.ok) throw new Failure(String(error), -1)
  return { result, requestID }
}

async function ask(name: string, data: unknown, timeoutMs: number): Promise<Response> {
  try {
    return await fetch(`/call/${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-local-person': device.person },
      body: JSON.stringify(data),
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
    throw new Failure(timedOut ? 'request:fail timeout' : 'request:fail', -1)
  }
}
