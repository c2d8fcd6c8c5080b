import type { AuthTest } from '../../shared/identity'
import { caller } from '../common/caller'

/** Scenario 4: shows that a call is authenticated without any login. Rejects a call that carries no identity. */
export async function main(): Promise<AuthTest> {
  const { openid, appid, unionid } = caller()
  return {
    success: true,
    message: 'Authentication successful',
    identity: { openid, appid, unionid: unionid ?? 'Not available' },
    timestamp: new Date().toISOString(),
  }
}
