import { caller } from '../common/caller'
import { Refusal } from '../common/refusal'

/** What the platform reads: zero lets the other mini program in. `auth` is JSON for security rules; no rule here asks. */
interface Verdict {
  errCode: number
  errMsg: string
  auth: string
}

/**
 * The gate of environment sharing (环境共享): WeChat calls it while another mini program of the same subject runs
 * `new wx.cloud.Cloud({ resourceAppid, resourceEnv }).init()`. It lets in whom every other function would let in.
 * Source: developers.weixin.qq.com, wxcloud/guide/resource-sharing.
 */
export async function main(): Promise<Verdict> {
  try {
    caller()
    return { errCode: 0, errMsg: '', auth: '{}' }
  } catch (error) {
    if (error instanceof Refusal) return { errCode: -1, errMsg: error.message, auth: '{}' }
    throw error
  }
}
