/**
 * The environment of another mini program of the same subject, from this one (环境共享).
 *
 * `init` has WeChat ask that environment's function `cloudbase_auth` and rejects when it refuses. Calls made before it
 * resolves are refused.
 * Source: developers.weixin.qq.com, wxcloud/guide/resource-sharing. miniprogram-api-typings 5.2.3 does not have it.
 */
export interface SharedCloud extends Pick<WxCloud, 'callFunction'> {
  init(): Promise<void>
}

declare global {
  interface WxCloud {
    Cloud: new (resource: { resourceAppid: string; resourceEnv: string }) => SharedCloud
  }
}
