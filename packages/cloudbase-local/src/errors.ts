import type { Violation } from './trace'

/**
 * An error as CloudBase sends it, with its code and its wording. The SDK turns `code` into an `errCode` and shows the
 * message to the developer, so both are copied from the real cloud.
 */
export class CloudError extends Error {
  override name = 'CloudError'
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

const advice = 'Please check your request, but if the problem persists, contact us.'

export const invalidParameter = (message: string) => new CloudError('INVALID_PARAM', message)

export const collectionMissing = (collection: string) =>
  new CloudError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${collection}. ${advice}`,
  )

export const collectionExists = () =>
  new CloudError(
    'DATABASE_COLLECTION_ALREADY_EXIST',
    `[ResourceUnavailable.ResourceExist] Table exist. ${advice}`,
  )

/** `key` shows the values as MongoDB writes them: `{ _openid: "o1" }`. */
export const duplicateKey = (collection: string, index: string, key: string) =>
  writeFailed(
    'Insert',
    `E11000 duplicate key error collection: local.${collection} index: ${index} dup key: ${key}`,
  )

/** MongoDB refuses a write; `message` is MongoDB's own. */
export const writeFailed = (statement: 'Insert' | 'Update', message: string) =>
  new CloudError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation.${statement}] multiple write errors: [{write errors: [{${message}}]}, {<nil>}]`,
  )

/** MongoDB refuses a query; `message` is MongoDB's own. */
export const queryFailed = (message: string) =>
  new CloudError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${message}`)

export const transactionConflict = () =>
  new CloudError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${advice}`,
  )

export const transactionEnded = () =>
  new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, ' +
      `transaction must be commit or abort in 30 seconds. ${advice}`,
  )

export const functionMissing = (name: string) =>
  new CloudError(
    'FUNCTION_NOT_FOUND',
    `[FUNCTION_NOT_FOUND] FunctionName parameter could not be found: ${name}`,
  )

export const functionFailed = (message: string) => new CloudError('FUNCTIONS_EXECUTE_FAIL', message)

export const functionTimedOut = (seconds: number) =>
  new CloudError('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${seconds} seconds`)

/** Source: docs.cloudbase.net/error-code/EXCEED_MAX_PAYLOAD_SIZE. */
export const eventTooLarge = () =>
  new CloudError('EXCEED_MAX_PAYLOAD_SIZE', '[EXCEED_MAX_PAYLOAD_SIZE] The event is over 6 MB')

/** A limit of the local cloud. The platform's own is higher, and depends on the plan. */
export const tooManyCalls = (name: string, limit: number) =>
  new CloudError(
    'EXCEED_CONCURRENT_REQUEST_LIMIT',
    `The local cloud runs ${name} ${limit} times at once, and no further for calls from functions: does it call itself without end?`,
  )

/** `usedMb` is undefined when the process ended before it could be weighed. */
export const functionOverweight = (usedMb: number | undefined, memoryMb: number) =>
  new CloudError(
    'FUNCTIONS_MEMORY_LIMIT_EXCEEDED',
    `The function's process takes ${usedMb === undefined ? 'more than its' : `${usedMb} MB of its`} memorySize of ${memoryMb} MB`,
  )

export const answerTooLarge = (bytes: number, limit: number) =>
  new CloudError(
    'EXCEED_MAX_RESPONSE_SIZE',
    `[EXCEED_MAX_RESPONSE_SIZE] The answer has ${bytes} bytes, and ${limit} are allowed`,
  )

/**
 * The watchman refuses a request. The real cloud never sends this to a function, which may reach every document there.
 */
export const accessDenied = (
  name: string,
  caller: string,
  collection: string,
  { why, owners }: Pick<Violation, 'why' | 'owners'>,
) =>
  new CloudError(
    'DATABASE_PERMISSION_DENIED',
    `[PermissionDenied] Function ${name}, called by ${caller}, must not do this on ${collection}: ${why}. ` +
      `Documents concerned: ${owners.join(', ') || 'none'}. Nothing was read or written.`,
  )

export const fileMissing = (fileId: string) =>
  new CloudError('STORAGE_FILE_NONEXIST', `There is no file ${fileId}`)

export const fileForbidden = (what: 'read' | 'write', path: string) =>
  new CloudError(
    'STORAGE_EXCEED_AUTHORITY',
    `The rules of cloudbase/storage.json do not let this caller ${what} ${path}`,
  )

/** The real cloud supports `action`, but this one does not. */
export const actionUnsupported = (action: string) =>
  new CloudError('ACTION_NOT_SUPPORTED', `The local cloud does not support ${action} yet.`)

/** Nobody but WeChat knows what its interfaces answer, so the project has to say it. */
export const openapiUndeclared = (name: string) =>
  new CloudError(
    'ACTION_NOT_SUPPORTED',
    `The local cloud does not support openapi.${name} by itself: declare its answers in openapi/${name}.json, or .ts, beside collections.json.`,
  )
