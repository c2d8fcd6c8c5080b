import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { CommonClient } from 'tencentcloud-sdk-nodejs-common'
import type * as z from 'zod/mini'
import type { Credentials } from './credentials'
import { CloudError } from './messages'

/** What is asked of Tencent Cloud: `tcb` has environments and their database, `scf` the functions. */
const services = {
  tcb: { host: 'tcb.tencentcloudapi.com', version: '2018-06-08' },
  scf: { host: 'scf.tencentcloudapi.com', version: '2018-04-16' },
}
export type Service = keyof typeof services

/** Before each further try of a request that failed in passing, in milliseconds. */
const retryPausesMs = [500, 1_000, 2_000, 4_000, 8_000]

export interface Client {
  /** Sends one request and gives what `answer` takes from its answer. Raises a CloudError, after further tries if that may help. */
  call<Schema extends z.ZodMiniType>(
    service: Service,
    action: string,
    body: object,
    answer: Schema,
  ): Promise<z.output<Schema>>
  /** Waits; in milliseconds. */
  pause: (ms: number) => Promise<void>
}

export interface ClientOptions {
  credentials: Credentials
  region: string
  /** Asked for both services in place of Tencent Cloud. */
  endpoint?: URL | undefined
  pause?: ((ms: number) => Promise<void>) | undefined
  /** Is told before each further try. */
  onRetry?: (error: CloudError, pauseMs: number) => void
}

export function openClient({ credentials, region, endpoint, pause = sleep, onRetry }: ClientOptions): Client {
  const open = ({ host, version }: { host: string; version: string }) =>
    new CommonClient(host, version, {
      credential: credentials,
      region,
      profile: { httpProfile: where(endpoint) },
    })
  const clients = { tcb: open(services.tcb), scf: open(services.scf) }

  async function once(service: Service, action: string, body: object): Promise<unknown> {
    try {
      return await clients[service].request(action, body)
    } catch (error) {
      throw cloudError(action, error)
    }
  }

  return {
    pause: (ms) => pause(ms),
    async call(service, action, body, schema) {
      for (let tries = 0; ; tries++) {
        try {
          return parsedAnswer(action, schema, await once(service, action, body))
        } catch (error) {
          const pauseMs = retryPausesMs[tries]
          if (!(error instanceof CloudError) || !error.passing || pauseMs === undefined) throw error
          onRetry?.(error, pauseMs)
          await pause(pauseMs)
        }
      }
    },
  }
}

function where(endpoint: URL | undefined) {
  if (!endpoint) return {}
  const { host, protocol } = endpoint
  // Without an agent of its own the SDK would send what is for this machine to the proxy of the variable http_proxy.
  return {
    endpoint: host,
    protocol: `${protocol}//`,
    ...(protocol === 'http:' ? { agent: new Agent() } : {}),
  }
}

/** The SDK's error has the code of a refusal; without one there was no proper answer. */
function cloudError(action: string, error: unknown): CloudError {
  if (!(error instanceof Error)) return new CloudError(action, 'NETWORK', String(error), '')
  const text = (key: string) => {
    const value: unknown = Reflect.get(error, key)
    return typeof value === 'string' ? value : ''
  }
  return new CloudError(action, text('code') || 'NETWORK', error.message, text('requestId'))
}

function parsedAnswer<Schema extends z.ZodMiniType>(
  action: string,
  schema: Schema,
  answer: unknown,
): z.output<Schema> {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`${action} was answered in a shape that this command does not know. ${problems.join('; ')}`)
}
