import { invalidParameter } from '../errors'
import type { Fields } from '../store/value'

/*
 * How wx-server-sdk and WeChat speak of an interface: protocol buffers (protobuf.dev/programming-guides/encoding) with the
 * fields that the SDK's own source numbers.
 *
 *   CommApiData      1 apiType, 2 openapiData { 1 pairs }, 6 appid
 *   KeyValuePair     1 key, 2 value, 4 filename; wx-server-sdk 4.0.2 never fills in 3, contenttype
 *   CommOpenApiResp  1 respData, 2 contentType, 3 errorCode, 4 httpCode
 */

/** A file that a function sends, as a field of its call. */
export interface Media {
  fileName: string
  value: Buffer
}

/** A call as it was sent: `appid` is empty unless the function named one, as `cloud.openapi({ appid })` does. */
export interface SentCall {
  appid: string
  input: Record<string, unknown>
}

/** The `apiType` of what `cloud.openapi` calls; others are the SDK's own, such as `getVoIPSign`. */
const openapiType = 0

/** Reads a call of `cloud.openapi`. Gives undefined for one of another kind, and raises INVALID_PARAM for what is none. */
export function readCall(bytes: Buffer): SentCall | undefined {
  const call = fieldsOf(bytes)
  if ((call.number(1) ?? openapiType) !== openapiType) return undefined
  const pairs = fieldsOf(call.bytes(2) ?? Buffer.alloc(0))
    .all(1)
    .map(fieldsOf)
  const input = Object.fromEntries(pairs.map((pair) => [pair.text(1), valueOf(pair)]))
  return { appid: call.text(6), input }
}

/** A value travels as JSON; a file as its bytes, with its name. */
function valueOf(pair: Message): unknown {
  const value = pair.bytes(2) ?? Buffer.alloc(0)
  const media: Media = { fileName: pair.text(4), value }
  if (media.fileName !== '') return media
  try {
    return JSON.parse(value.toString())
  } catch {
    throw invalidParameter('param error: a value of a call of openapi is not JSON')
  }
}

/** The input as JSON can hold it: of a file it says how many bytes there are. */
export const asJson = (input: Record<string, unknown>): Fields =>
  JSON.parse(
    JSON.stringify(Object.fromEntries(Object.entries(input).map(([name, value]) => [name, measured(value)]))),
  )

function measured(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('value' in value) || !Buffer.isBuffer(value.value))
    return value
  return { ...value, value: `${value.value.length} bytes` }
}

/** The SDK gives a function the JSON of such an answer, or the bytes of any other type. */
export function writeAnswer(contentType: string, body: Uint8Array): Buffer {
  return Buffer.concat([delimited(1, body), delimited(2, Buffer.from(contentType)), number(4, 200)])
}

/** WeChat's own system refuses: the SDK raises an error with this errCode. */
export const writeRefusal = (errCode: number): Buffer => number(3, errCode)

interface Message {
  number(id: number): number | undefined
  bytes(id: number): Buffer | undefined
  all(id: number): Buffer[]
  /** Empty for a field that is missing, as protocol buffers have it. */
  text(id: number): string
}

const wireTypes = { varint: 0, delimited: 2 }

/** Reads one message, whose fields are numbers, texts, bytes or further messages. */
function fieldsOf(bytes: Buffer): Message {
  const found: { id: number; value: number | Buffer }[] = []
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let factor = 1; at < bytes.length; factor *= 128) {
      const byte = bytes.readUInt8(at++)
      value += (byte % 128) * factor
      if (byte < 128) return value
    }
    throw invalidParameter('param error: a call of openapi ends too early')
  }
  while (at < bytes.length) {
    const tag = varint()
    const [id, type, value] = [Math.floor(tag / 8), tag % 8, varint()]
    if (type === wireTypes.varint) found.push({ id, value })
    else if (type === wireTypes.delimited) found.push({ id, value: bytes.subarray(at, (at += value)) })
    else throw invalidParameter(`param error: a call of openapi has a field of the type ${type}`)
  }
  const all = (id: number) => found.flatMap((field) => (field.id === id ? [field.value] : []))
  const buffers = (id: number) => all(id).filter((value) => typeof value !== 'number')
  return {
    number: (id) => all(id).find((value) => typeof value === 'number'),
    bytes: (id) => buffers(id)[0],
    all: buffers,
    text: (id) => (buffers(id)[0] ?? '').toString(),
  }
}

/** Negative numbers are written as the 64 bits of their two's complement. */
function varintBytes(value: number): Buffer {
  const bytes: number[] = []
  let left = BigInt.asUintN(64, BigInt(value))
  for (; left >= 128n; left >>= 7n) bytes.push(Number(left % 128n) + 128)
  return Buffer.from([...bytes, Number(left)])
}

const number = (id: number, value: number): Buffer =>
  Buffer.concat([varintBytes(id * 8 + wireTypes.varint), varintBytes(value)])

const delimited = (id: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([varintBytes(id * 8 + wireTypes.delimited), varintBytes(bytes.length), bytes])
