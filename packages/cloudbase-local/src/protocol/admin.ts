import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { actionUnsupported, CloudError, invalidParameter } from '../errors'
import { formFields } from '../form'
import type { Invocation } from '../invocation'
import { ownLines } from '../own-lines'
import type { RequestRecord, Trace } from '../trace'
import type { DataAccess, Watchman } from '../watchman'
import type { Action, Outcome } from './action'

type RecordDraft = Omit<RequestRecord, 'ms'>

/** Answers the requests of the SDK. A request that fails gets an answer too, with `code` and `message`. */
export class Admin {
  constructor(
    private readonly actions: Record<string, Action>,
    private readonly trace: Trace,
    private readonly watchman: Watchman,
  ) {}

  async answer(invocation: Invocation, contentType: string, bytes: Buffer): Promise<object | Buffer> {
    invocation.roundTrips++
    const requestId = randomUUID()
    const startMs = performance.now()
    const record: RecordDraft = {
      at: Date.now(),
      requestId,
      invocation: invocation.id,
      function: invocation.function,
      caller: invocation.caller.key,
      action: 'unknown',
    }
    const answer = await this.perform(record, invocation, contentType, bytes).catch((error: unknown) => {
      const { code, message } = asCloudError(error)
      return (record.error = { code, message })
    })
    if (record.violation) invocation.violations++
    this.trace.add({ type: 'request', record: { ...record, ms: performance.now() - startMs } })
    return Buffer.isBuffer(answer) ? answer : { requestId, ...answer }
  }

  /** Carries out a request. It fills in `record` step by step, so that the trace also shows a request that fails. */
  private async perform(
    record: RecordDraft,
    invocation: Invocation,
    contentType: string,
    bytes: Buffer,
  ): Promise<object | Buffer> {
    const { action: name, stack, body } = read(contentType, bytes)
    record.action = name
    const action = Object.hasOwn(this.actions, name) ? this.actions[name] : undefined
    if (!action) throw actionUnsupported(name)
    const watch = (access: DataAccess) =>
      this.watchman.watch(invocation, access, (finding) => {
        record.violation = { ...finding, lines: record.violation?.lines ?? ownLines(stack) }
      })
    const prepared = action(body, { invocation, now: invocation.caller.now ?? Date.now(), watch })
    const { api, collection, query, update, order, fields, stages } = prepared
    Object.assign(record, { api, collection, query, update, order, fields, stages })
    try {
      const inspect = watch(prepared)
      const { reply, work, error }: Outcome = await prepared.perform(inspect)
      Object.assign(record, work, error && { error })
      return reply
    } catch (error) {
      prepared.fail?.()
      throw error
    }
  }
}

/** `stack` is where the function stood, which worker.cjs adds to what the SDK sends to the database. */
const bodySchema = z.looseObject({ action: z.string(), stack: z.optional(z.string()) })

function read(contentType: string, bytes: Buffer): { action: string; stack: string; body: unknown } {
  // The SDK sends calls of WeChat's own interfaces as a form.
  if (contentType.startsWith('multipart/')) {
    const body = formFields(contentType, bytes, ['action', 'apiName', 'requestData'])
    return { action: body.action.toString(), stack: '', body }
  }
  try {
    const body = bodySchema.parse(JSON.parse(bytes.toString()))
    return { action: body.action, stack: body.stack ?? '', body }
  } catch {
    throw invalidParameter('param error: the body must be a JSON object with an action')
  }
}

function asCloudError(error: unknown): CloudError {
  if (error instanceof CloudError) return error
  console.error(error)
  return new CloudError('SYS_ERR', 'The local cloud failed; see its terminal.')
}
