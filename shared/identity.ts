/** What the cloud function `getUserInfo` answers (Scenario 2): the verified caller, to the caller alone. */
export interface UserInfo {
  /** The caller in this mini program. */
  openid: string
  /** The mini program that calls. */
  appid: string
  /** The person across the apps of one WeChat Open Platform account; null where WeChat gives none. */
  unionid: string | null
}

/** What the cloud function `test` answers (Scenario 4). */
export interface AuthTest {
  success: true
  message: 'Authentication successful'
  identity: {
    openid: string
    appid: string
    /** 'Not available' where WeChat gives none. */
    unionid: string
  }
  /** ISO 8601, by the server's clock. */
  timestamp: string
}
