import type { AuthTest, UserInfo } from '../../../shared/identity'
import { asCallError } from '../../common/call-error'
import { config } from '../../config'
import { pick, t, texts } from '../../i18n/index'
import { nameTabs } from '../../i18n/tab-bar'
import { getUserInfo, testAuth } from '../../services/identity'

interface Data {
  user: UserInfo | null
  /** Why the identity could not be loaded. */
  error: string
  testing: boolean
  /** What the authentication test answered. The identity in it stands where the identity stands. */
  result: Omit<AuthTest, 'identity'> | null
  /** Why the authentication test failed. */
  testError: string
}

const data: Data = { user: null, error: '', testing: false, result: null, testError: '' }

Page({
  data: {
    ...data,
    t: pick(
      'identityTitle',
      'unionidMissing',
      'unionidMissingReason',
      'testAuth',
      'authSucceeded',
      'authMessage',
      'authTime',
      'myData',
      'trashTitle',
      'version',
    ),
    version: config.version,
  },

  /** The cloud is asked each time: whoever follows an official account meanwhile comes back with a UNIONID. */
  onShow() {
    void this.load()
  },

  onReady() {
    nameTabs()
    void wx.setNavigationBarTitle({ title: texts.meTitle })
  },

  async load() {
    this.setData({ error: '' })
    try {
      this.setData({ user: await getUserInfo() })
    } catch (caught) {
      this.setData({ error: t(asCallError(caught).code) })
    }
  },

  async test() {
    if (this.data.testing) return
    this.setData({ testing: true, result: null, testError: '' })
    try {
      const { identity, ...answer } = await testAuth()
      const unionid = identity.unionid === 'Not available' ? null : identity.unionid
      this.setData({ user: { ...identity, unionid }, error: '', result: answer })
      void wx.showToast({ title: texts.authSucceeded, icon: 'success' })
    } catch (caught) {
      this.setData({ testError: t(asCallError(caught).code) })
      void wx.showToast({ title: texts.authFailed, icon: 'error' })
    } finally {
      this.setData({ testing: false })
    }
  },
})
