import * as z from 'zod/mini'

/*
 * What WeChat's documentation says of the interfaces that are called most (developers.weixin.qq.com/miniprogram/dev/server/API).
 * Fields are named as there, and not as a function names them: the SDK turns mediaUrl into media_url on its way.
 */

const text = z.string().check(z.minLength(1))
const scene = z.literal([1, 2, 3, 4])

/** What a function must send, and may: a call that lacks it fails here, since it would fail at WeChat. */
export const inputSchemas = {
  /** …/sec-center/sec-check/api_msgseccheck */
  'security.msgSecCheck': z.looseObject({
    version: z.literal(2),
    openid: text,
    scene,
    content: text.check(z.maxLength(2500)),
    title: z.optional(z.string()),
    nickname: z.optional(z.string()),
    signature: z.optional(z.string()),
  }),
  /** …/sec-center/sec-check/api_mediacheckasync: `media_type` is 1 for sound and 2 for a picture. */
  'security.mediaCheckAsync': z.looseObject({
    version: z.literal(2),
    openid: text,
    scene,
    media_type: z.literal([1, 2]),
    media_url: text.check(z.regex(/^https?:\/\//, 'an address that everybody can open')),
  }),
  /** …/mp-message-management/subscribe-message/api_sendmessage */
  'subscribeMessage.send': z.looseObject({
    touser: text,
    template_id: text,
    data: z.record(z.string(), z.looseObject({ value: z.union([z.string(), z.number()]) })),
    page: z.optional(z.string()),
    miniprogram_state: z.optional(z.literal(['developer', 'trial', 'formal'])),
    lang: z.optional(z.literal(['zh_CN', 'en_US', 'zh_HK', 'zh_TW'])),
  }),
  /** …/qrcode-link/qr-code/api_getunlimitedqrcode */
  'wxacode.getUnlimited': z.looseObject({
    scene: z
      .string()
      .check(z.regex(/^[\w!#$&'()*+,/:;=?@\-.~]{1,32}$/, 'up to 32 of the characters allowed')),
    page: z.optional(z.string().check(z.regex(/^[^/?]/, 'no / before it, and no parameters'))),
    check_path: z.optional(z.boolean()),
    env_version: z.optional(z.literal(['release', 'trial', 'develop'])),
    width: z.optional(z.int().check(z.minimum(280), z.maximum(1280))),
    auto_color: z.optional(z.boolean()),
    line_color: z.optional(z.unknown()),
    is_hyaline: z.optional(z.boolean()),
  }),
} as const

/** The interfaces whose input is known. Any other may be declared too. */
export type OpenapiName = keyof typeof inputSchemas

/** What a function sends to an interface. */
export type OpenapiInput<Name extends OpenapiName> = z.infer<(typeof inputSchemas)[Name]>

/** Instead of an answer, with WeChat's number and words: the function gets an error with this as its errCode. */
export interface OpenapiFailure {
  errcode: number
  errmsg: string
}

/** Bytes in place of JSON: the function gets `{ contentType, buffer }`. */
export interface OpenapiFile {
  contentType: string
  buffer: Uint8Array
}

interface Judgement {
  suggest: 'pass' | 'review' | 'risky'
  /** 100 is normal; 10001 to 21000 name what is wrong. */
  label: number
}

interface Outputs {
  'security.msgSecCheck': {
    trace_id?: string
    result: Judgement
    detail?: (Partial<Judgement> & { strategy: string; errcode: number; prob?: number; keyword?: string })[]
  }
  'security.mediaCheckAsync': { trace_id: string }
  'subscribeMessage.send': { msgid?: number }
  'wxacode.getUnlimited': OpenapiFile
}

/** What WeChat answers: fields as its documentation names them. */
export type OpenapiOutput<Name extends OpenapiName> = Outputs[Name] | OpenapiFailure

/** Who calls: `appid` where the function named one, as `cloud.openapi({ appid })` does. */
export interface OpenapiCaller {
  function: string
  appid?: string
}

/** A method's type, since TypeScript lets one that wants a certain input stand where any input is given. */
type Given<Input, Output> = { give(input: Input, caller: OpenapiCaller): Output | Promise<Output> }['give']

/**
 * What an interface gives for which input; a project declares one for each that its functions call. It is the project's
 * own word, and never WeChat's judgement.
 */
export type OpenapiAnswer<Name extends string = string> = Name extends OpenapiName
  ? Given<OpenapiInput<Name>, OpenapiOutput<Name>>
  : Given<Record<string, unknown>, object>

/** Answers by the name of the interface. */
export interface OpenapiAnswers {
  'security.msgSecCheck'?: OpenapiAnswer<'security.msgSecCheck'>
  'security.mediaCheckAsync'?: OpenapiAnswer<'security.mediaCheckAsync'>
  'subscribeMessage.send'?: OpenapiAnswer<'subscribeMessage.send'>
  'wxacode.getUnlimited'?: OpenapiAnswer<'wxacode.getUnlimited'>
  [name: string]: OpenapiAnswer | undefined
}
