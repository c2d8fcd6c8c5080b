import type { CallRecord, RequestRecord } from '../cloud'

/** One call of a function, with the requests it made to the database. */
export interface TracedCall {
  call: CallRecord
  requests: RequestRecord[]
}

/**
 * Follows the local cloud's trace: each call once it has ended, with its requests, which come before it. A connection,
 * the first one and each that follows a lost one, begins with all that the cloud still knows: `restart` comes before.
 */
export function followTrace(restart: () => void, tell: (traced: TracedCall) => void): void {
  const source = new EventSource('/trace')
  let requests: RequestRecord[] = []
  source.addEventListener('open', () => {
    requests = []
    restart()
  })
  source.addEventListener('request', ({ data }: MessageEvent<string>) => {
    const request: RequestRecord = JSON.parse(data)
    requests.push(request)
  })
  source.addEventListener('call', ({ data }: MessageEvent<string>) => {
    const call: CallRecord = JSON.parse(data)
    const own = requests.filter(({ invocation }) => invocation === call.invocation)
    requests = requests.filter(({ invocation }) => invocation !== call.invocation)
    tell({ call, requests: own })
  })
}

/** `notes.list`: functions that serve a contract name the action in their event. */
export function nameOf({ function: name, event }: CallRecord): string {
  const action = field(event, 'action')
  return typeof action === 'string' ? `${name}.${action}` : name
}

/** The code of a failure, or undefined for a call that did what it was asked. */
export function failureOf({ answer, error }: CallRecord): string | undefined {
  if (error) return error.code
  if (field(answer, 'ok') !== false) return undefined
  const code = field(field(answer, 'error'), 'code')
  return typeof code === 'string' ? code : 'error'
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
