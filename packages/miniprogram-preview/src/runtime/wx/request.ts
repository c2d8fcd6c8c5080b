import { device } from '../device'
import { isHere } from '../here'
import { api, Failure, isOptions, number, required, text, type Options } from './api'

/** WeChat's time limit in milliseconds when the app gives none. */
const defaultTimeoutMs = 60_000

/**
 * wx.request, to this machine only: any other address is refused, as a domain that is not declared is on a phone. The
 * browser asks the server whether it allows this (CORS), which a phone does not.
 */
export const request = {
  request(given?: unknown): object {
    const stop = new AbortController()
    const run = api('request', (options) => send(options, stop.signal))
    const result = run({ complete: () => undefined, ...(isOptions(given) ? given : {}) })
    if (result instanceof Promise) result.catch(() => undefined)
    return {
      abort: () => stop.abort(),
      onHeadersReceived: () => undefined,
      offHeadersReceived: () => undefined,
    }
  },
}

async function send(options: Options, stop: AbortSignal): Promise<Options> {
  const url = required(options, 'url')
  if (!/^https?:/.test(url)) throw new Failure('invalid url', 600009)
  if (!isHere(url)) throw new Failure('url not in domain list', 600002)
  if (device.network === 'none') throw new Failure('', 5)
  const method = text(options, 'method', 'GET').toUpperCase()
  const headers = new Headers({ 'content-type': 'application/json' })
  const { header, data } = options
  for (const [name, value] of Object.entries(isOptions(header) ? header : {}))
    headers.set(name, String(value))
  const inAddress = method === 'GET' || method === 'HEAD'
  const address = new URL(url)
  if (inAddress && isOptions(data))
    for (const [name, value] of Object.entries(data)) address.searchParams.set(name, String(value))
  const timeout = AbortSignal.timeout(number(options, 'timeout', defaultTimeoutMs))
  const response = await fetch(address, {
    method,
    headers,
    ...(inAddress || data === undefined ? {} : { body: body(data, headers.get('content-type') ?? '') }),
    signal: AbortSignal.any([stop, timeout]),
  }).catch((error: unknown) => {
    if (stop.aborted) throw new Failure('abort')
    throw new Failure(timeout.aborted ? 'timeout' : error instanceof Error ? error.message : '', 5)
  })
  if (device.network === 'failing') throw new Failure('', 5)
  return {
    data: await answer(response, options),
    statusCode: response.status,
    header: Object.fromEntries(response.headers),
    cookies: [],
  }
}

function body(data: unknown, type: string): BodyInit {
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data
  if (!type.includes('application/x-www-form-urlencoded')) return JSON.stringify(data)
  const pairs = Object.entries(isOptions(data) ? data : {}).map(([name, value]) => [name, String(value)])
  return new URLSearchParams(pairs).toString()
}

/** As WeChat does, gives JSON as a value unless `dataType` says otherwise, and text that is no JSON as it is. */
async function answer(response: Response, options: Options): Promise<unknown> {
  if (options['responseType'] === 'arraybuffer') return response.arrayBuffer()
  const content = await response.text()
  if (text(options, 'dataType', 'json') !== 'json') return content
  try {
    return JSON.parse(content) as unknown
  } catch {
    return content
  }
}
