import type { UserInfo } from '../../shared/identity'
import { servePlain } from '../common/serve'

/** Scenario 2: who is calling, as WeChat verified it. A call that carries no identity is refused. */
export const main = servePlain(({ openid, appid, unionid }): UserInfo => ({
  openid,
  appid,
  unionid: unionid ?? null,
}))
