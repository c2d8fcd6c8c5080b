import { wxContext } from './cloud'
import { Refusal } from './refusal'

/** Who is calling, as verified by WeChat. Nothing of it ever comes from the event. */
export interface Caller {
  /** The user in the mini program `appid`. Private: never sent to anyone else, never logged in clear. */
  readonly openid: string
  readonly appid: string
  /** The person across the apps of one WeChat Open Platform account; absent where WeChat gives none. */
  readonly unionid?: string
}

/**
 * The verified caller of this invocation. Call it inside `main`: outside, the context does not exist yet.
 *
 * Raises UNAUTHENTICATED where OPENID or APPID is missing or damaged (the SDK parses all-digit values into numbers,
 * which cannot be turned back), FORBIDDEN_CALLER where another app calls through environment sharing.
 */
export function caller(): Caller {
  const { OPENID, APPID, UNIONID, FROM_APPID } = wxContext()
  if (FROM_APPID !== undefined)
    throw new Refusal({
      code: 'FORBIDDEN_CALLER',
      message: 'Calls from other mini programs are not allowed.',
    })
  if (!isIdentity(OPENID) || !isIdentity(APPID))
    throw new Refusal({
      code: 'UNAUTHENTICATED',
      message: 'Call from a mini program: the call has no valid OPENID.',
    })
  return { openid: OPENID, appid: APPID, ...(isIdentity(UNIONID) && { unionid: UNIONID }) }
}

const isIdentity = (value: unknown): value is string =>
  typeof value === 'string' && /^(?!\d+$)\S+$/.test(value)
