import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The keys that the server knows. */
export const keys = { id: 'AKIDtestOnly0123456789abcdefghij', key: 'testOnly0123456789ABCDEFGHIJKLMN' }

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')

/**
 * The code with which Tencent Cloud would refuse this request, or undefined for one that is signed well (TC3-HMAC-SHA256,
 * cloud.tencent.com/document/api/876/34812).
 */
export function signatureProblem(req: IncomingMessage, body: Buffer, nowMs = Date.now()): string | undefined {
  const { authorization = '', host = '', 'content-type': type = '' } = req.headers
  const timestamp = String(req.headers['x-tc-timestamp'])
  const fields =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([\d-]+)\/([^/]+)\/tc3_request, SignedHeaders=content-type;host, Signature=([0-9a-f]{64})$/
  const [, id, date = '', service = '', signature] = fields.exec(authorization) ?? []
  if (id === undefined) return 'AuthFailure.InvalidAuthorization'
  if (id !== keys.id) return 'AuthFailure.SecretIdNotFound'
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > 300) return 'AuthFailure.SignatureExpire'
  if (date !== new Date(Number(timestamp) * 1000).toISOString().slice(0, 10))
    return 'AuthFailure.SignatureFailure'
  const signedHeaders = `content-type:${type}\nhost:${host.split(':')[0]}\n`
  const request = ['POST', '/', '', signedHeaders, 'content-type;host', sha256(body)].join('\n')
  const text = ['TC3-HMAC-SHA256', timestamp, `${date}/${service}/tc3_request`, sha256(request)].join('\n')
  const signing = hmac(hmac(hmac(`TC3${keys.key}`, date), service), 'tc3_request')
  return hmac(signing, text).toString('hex') === signature ? undefined : 'AuthFailure.SignatureFailure'
}
