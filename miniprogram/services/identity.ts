import type { AuthTest, UserInfo } from '../../shared/identity'
import { callPlain } from '../common/cloud'

/** Who the cloud says is calling (Scenario 3). Raises CallError. */
export const getUserInfo = (): Promise<UserInfo> => callPlain('getUserInfo')

/** Shows that calls are authenticated without a login (Scenario 4). Raises CallError. */
export const testAuth = (): Promise<AuthTest> => callPlain('test')
