import type { CallRecord, RequestRecord } from '../cloud'

/** One call of a function, with the requests that the function made to the cloud. */
export interface TracedCall {
  call: CallRecord
  requests: RequestRecord[]
}

/**
 * Calls `tell` with each call in the cloud's trace once the call has ended. When the connection is lost, the browser
 * opens a new one, and the cloud then sends its whole trace again; `restart` is called first, so that no call is shown
 * twice. It is also called when the cloud has forgotten its trace.
 */
export function followTrace(restart: () => void, tell: (traced: TracedCall) => void): void {
  const source = new EventSource('/trace')
  let requests: RequestRecord[] = []
  for (const event of ['open', 'clear'])
    source.addEventListener(event, () => {
      requests = []
      restart()
    })
  source.addEventListener('request', ({ data }: MessageEvent<string>) => {
    const request: RequestRecord = JSON.parse(data)
    requests.push(request)
  })
  source.addEventListener('call', ({ data }: MessageEvent<string>) => {
    const call: CallRecord = JSON.parse(data)
    const ownRequests = requests.filter(({ invocation }) => invocation === call.invocation)
    requests = requests.filter(({ invocation }) => invocation !== call.invocation)
    tell({ call, requests: ownRequests })
  })
}

/** Gives a name like `notes.list` when the event has an `action`, otherwise the name of the function. */
export function nameOf({ function: name, event }: CallRecord): string {
  const action = field(event, 'action')
  return typeof action === 'string' ? `${name}.${action}` : name
}

/** Gives the error code of a call that failed, or undefined for a call that succeeded. */
export function failureOf({ answer, error }: CallRecord): string | undefined {
  if (error) return error.code
  if (field(answer, 'ok') !== false) return undefined
  const code = field(field(answer, 'error'), 'code')
  return typeof code === 'string' ? code : 'error'
}

/** Gives what the app sent: the platform adds two fields to every event, which would be in the way of a reader. */
export function sentBy({ event }: CallRecord): unknown {
  if (typeof event !== 'object' || event === null) return event
  return Object.fromEntries(
    Object.entries(event).filter(([name]) => name !== 'userInfo' && name !== 'tcbContext'),
  )
}

/** Other people's documents that a call reached, or tried to: the key of each one's owner by its id. */
export function foreignOf({ requests }: TracedCall): Record<string, string> {
  return Object.assign({}, ...requests.map(({ violation }) => violation?.foreign ?? {}))
}

/** Whose documents a call reached, or tried to, without those of the caller: people's keys. */
export function victimsOf({ call, requests }: TracedCall): string[] {
  const owners = new Set(requests.flatMap(({ violation }) => violation?.owners ?? []))
  owners.delete(call.person)
  return [...owners]
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
