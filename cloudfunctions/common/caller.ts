import { wxContext } from './cloud'
import { Refusal } from './refusal'
import { sharedWith } from './sharing'

/** Who is calling, as verified by WeChat. Nothing of it ever comes from the event. */
export interface Caller {
  /** The user in the mini program `appid`. Private: never sent to anyone else, never logged in clear. */
  readonly openid: string
  readonly appid: string
  /** The person across the apps of one WeChat Open Platform account; absent where WeChat gives none. */
  readonly unionid?: string
}

/**
 * The verified user of this invocation. Call it inside `main`: outside, the context does not exist yet.
 *
 * A call through environment sharing carries FROM_APPID, and then FROM_OPENID and FROM_UNIONID are the user of that app;
 * OPENID and UNIONID, which belong to another app's view of the user, are not mixed in.
 *
 * Raises FORBIDDEN_CALLER where a timer or anything else that is no user calls, or an app that is not on the allow-list;
 * UNAUTHENTICATED where the identity is missing or damaged.
 */
export function caller(): Caller {
  const context = wxContext()
  if (originOf(context.SOURCE) !== 'user') forbidden('Only a user of a mini program may call this function.')
  const shared = context.FROM_APPID !== undefined && context.FROM_APPID !== ''
  if (!shared) return identity(context.OPENID, context.APPID, context.UNIONID)
  const from = identity(context.FROM_OPENID, context.FROM_APPID, context.FROM_UNIONID)
  if (!sharedWith.includes(from.appid)) forbidden('This mini program may not use this environment.')
  return from
}

/** Lets a timer's invocation pass. Raises FORBIDDEN_CALLER for every other one, a user's above all. */
export function onlyTimer(): void {
  if (originOf(wxContext().SOURCE) !== 'timer') forbidden('Only the timer may call this function.')
}

/**
 * Where a chain of calls began, or null where neither may call. In `wx_client,scf` a user's call reached a function, which
 * called this one.
 */
function originOf(source: unknown): 'user' | 'timer' | null {
  const [first] = String(source).split(',')
  // SOURCE values: developers.weixin.qq.com, wxcloud/reference-server-api/utils/getWXContext.html
  if (first === 'wx_client' || first === 'wx_devtools' || first === 'wx_localdebug') return 'user'
  return first === 'wx_trigger' ? 'timer' : null
}

function identity(openid: unknown, appid: unknown, unionid: unknown): Caller {
  if (!isIdentifier(openid) || !isIdentifier(appid))
    throw new Refusal({
      code: 'UNAUTHENTICATED',
      message: 'Call from a mini program: there is no valid OPENID.',
    })
  return { openid, appid, ...(isIdentifier(unionid) && { unionid }) }
}

/** The SDK parses all-digit values into numbers, which loses digits: what is no string is refused, never converted back. */
const isIdentifier = (value: unknown): value is string => typeof value === 'string' && /^\S+$/.test(value)

function forbidden(message: string): never {
  throw new Refusal({ code: 'FORBIDDEN_CALLER', message })
}
