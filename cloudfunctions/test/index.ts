import type { AuthTest } from '../../shared/identity'
import { servePlain } from '../common/serve'

/** Scenario 4: shows that a call is authenticated without any login. A call that carries no identity is refused. */
export const main = servePlain(({ openid, appid, unionid }): AuthTest => ({
  success: true,
  message: 'Authentication successful',
  identity: { openid, appid, unionid: unionid ?? 'Not available' },
  timestamp: new Date().toISOString(),
}))
