/** An answer of Tencent Cloud that says no, or no answer at all (code `NETWORK`). */
export class CloudError extends Error {
  override name = 'CloudError'
  constructor(
    readonly action: string,
    readonly code: string,
    readonly reason: string,
    readonly requestId: string,
  ) {
    super(sentence(action, code, reason, requestId))
  }

  /** Another try of the same request may succeed. */
  get passing(): boolean {
    return /^(RequestLimitExceeded|InternalError|ServiceUnavailable|NETWORK)/.test(this.code)
  }
}

/** What to do about each code, by how it begins; the first that fits counts. */
const advice: [begins: string, says: string][] = [
  [
    'AuthFailure.SecretIdNotFound',
    'Tencent Cloud knows no such TENCENTCLOUD_SECRET_ID: copy the id again, or see whether the key was disabled.',
  ],
  [
    'AuthFailure.SignatureFailure',
    'TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID: copy both again, from the same key.',
  ],
  [
    'AuthFailure.SignatureExpire',
    "This machine's clock is more than five minutes off: set it right and run this again.",
  ],
  [
    'AuthFailure.TokenFailure',
    'TENCENTCLOUD_SESSION_TOKEN has expired or belongs to another key: get new temporary credentials, or leave it out.',
  ],
  ['AuthFailure.InvalidSecretId', 'TENCENTCLOUD_SECRET_ID is not the id of an API key: copy it again.'],
  ['AuthFailure', missingRights()],
  ['UnauthorizedOperation', missingRights()],
  [
    'RequestLimitExceeded',
    'Tencent Cloud asks for fewer requests: wait a minute and run this again, it goes on where it stopped.',
  ],
  [
    'LimitExceeded',
    "The environment's plan allows no more of this: delete in the console what nobody needs, or choose a larger plan.",
  ],
  [
    'NETWORK',
    'Tencent Cloud cannot be reached: check the network, a proxy and --endpoint, then run this again.',
  ],
  [
    'InternalError',
    'Tencent Cloud failed inside: run this again later, and give the request id when you ask for help.',
  ],
  [
    'ServiceUnavailable',
    'Tencent Cloud is not available just now: run this again later, it goes on where it stopped.',
  ],
]

function missingRights(): string {
  return (
    'The key may not do this: have its owner give it the rights QcloudTCBFullAccess and QcloudSCFFullAccess in CAM, ' +
    'or use another key.'
  )
}

function sentence(action: string, code: string, reason: string, requestId: string): string {
  const found = advice.find(([begins]) => code.startsWith(begins))
  const details = `${action}: ${code}: ${reason}${requestId && `, request ${requestId}`}`
  return found ? `${found[1]} (${details})` : `Tencent Cloud refused ${details}.`
}

export const unknownEnvironment = (env: string, region: string): string =>
  `There is no environment ${env} in ${region} for this key: copy the id from the console of cloud development, ` +
  'and name its region with --region if it is another.'

export const stuckFunction = (name: string, status: string): string =>
  `The function ${name} has been ${status} for too long: wait until the console shows it as normal, then run this again.`

export const failedFunction = (name: string, status: string, reason: string): string =>
  `The function ${name} is ${status}${reason && ` (${reason})`}: look at it in the console, mend the cause, then run this again.`
