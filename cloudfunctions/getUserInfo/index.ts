import type { UserInfo } from '../../shared/identity'
import { caller } from '../common/caller'

/** Scenario 2: who is calling, as WeChat verified it. Rejects a call that carries no identity. */
export async function main(): Promise<UserInfo> {
  const { openid, appid, unionid } = caller()
  return { openid, appid, unionid: unionid ?? null }
}
