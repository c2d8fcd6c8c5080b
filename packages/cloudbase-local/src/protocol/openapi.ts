import * as z from 'zod/mini'
import { actionUnsupported, CloudError } from '../errors'
import type { Openapi } from '../openapi/openapi'
import { asJson, readCall, writeAnswer, writeRefusal } from '../openapi/wire'
import { action, type Action, type Outcome } from './action'

/** WeChat's number and words for a function without the permission. Source: the table in wx-server-sdk, which adds the words. */
const noPermission = { errcode: -604101, errmsg: 'function has no permission to call this API' }

/**
 * `cloud.openapi` of the SDK. `permittedTo` gives the interfaces that a function may call. A timer's function may call
 * them too (developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/functions/triggers).
 */
export const openapiActions = (
  openapi: Openapi,
  permittedTo: (name: string) => string[],
): Record<string, Action> => ({
  'wx.openApi': action(
    z.object({ apiName: z.instanceof(Buffer), requestData: z.instanceof(Buffer) }),
    ({ apiName, requestData }, { invocation: { function: caller } }) => {
      const name = apiName.toString()
      const call = readCall(requestData)
      if (!call) throw actionUnsupported(name)
      const { input, appid } = call
      return {
        api: name,
        query: asJson(input),
        async perform() {
          try {
            if (!permittedTo(caller).includes(name))
              return { reply: writeRefusal(noPermission.errcode), error: described(noPermission) }
            return replied(await openapi.ask(name, input, { function: caller, ...(appid && { appid }) }))
          } catch (error) {
            if (error instanceof CloudError) throw error
            throw new CloudError('SYS_ERR', error instanceof Error ? error.message : String(error))
          }
        },
      }
    },
  ),
})

const fileSchema = z.object({ contentType: z.string(), buffer: z.instanceof(Uint8Array) })
const failureSchema = z.object({
  errcode: z.number().check(z.refine((code) => code !== 0)),
  errmsg: z.string(),
})

function replied(answer: object): Outcome {
  const file = fileSchema.safeParse(answer)
  if (file.success) return { reply: writeAnswer(file.data.contentType, file.data.buffer) }
  const failure = failureSchema.safeParse(answer)
  const body = Buffer.from(JSON.stringify({ errcode: 0, errmsg: 'ok', ...answer }))
  return {
    reply: writeAnswer('application/json', body),
    ...(failure.success && { error: described(failure.data) }),
  }
}

const described = ({ errcode, errmsg }: { errcode: number; errmsg: string }) => ({
  code: String(errcode),
  message: errmsg,
})
