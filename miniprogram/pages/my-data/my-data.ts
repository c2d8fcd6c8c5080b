import type { Usage } from '../../../shared/account'
import { asCallError } from '../../common/call-error'
import { confirmHolder } from '../../common/holder'
import { eraseInterrupted } from '../../components/erase-card/erase'
import { pick, t, texts } from '../../i18n/index'
import { getUsage } from '../../services/account'
import { usageRows, type UsageRow } from './usage'

interface Data {
  /** Empty until it is known. */
  usage: UsageRow[]
  /** How many notes there are. */
  notes: number
  /** Why the usage could not be loaded. */
  error: string
  /** Whether a deletion was begun and not finished. */
  interrupted: boolean
  erasing: boolean
}

const data: Data = { usage: [], notes: 0, error: '', interrupted: false, erasing: false }

Page({
  data: { ...data, t: pick('usageTitle', 'usageHint', 'exportTitle', 'importTitle', 'eraseAll') },

  onLoad() {
    void this.load()
  },

  onReady() {
    void wx.setNavigationBarTitle({ title: texts.myData })
  },

  async load() {
    this.setData({ error: '' })
    try {
      // An interrupted deletion is only offered to the person who began it.
      const [usage] = await Promise.all([getUsage(), confirmHolder()])
      this.setData({ interrupted: eraseInterrupted() })
      this.show(usage)
    } catch (caught) {
      this.setData({ error: t(asCallError(caught).code) })
    }
  },

  show(usage: Usage) {
    this.setData({ usage: usageRows(usage), notes: usage.notes.count })
  },

  eraseBegins() {
    this.setData({ erasing: true })
  },

  eraseGoesOn({ detail }: WechatMiniprogram.CustomEvent<Usage>) {
    this.show(detail)
  },

  async eraseEnds() {
    await wx.reLaunch({ url: '/pages/notes/notes' })
    void wx.showToast({ title: texts.erased, icon: 'success' })
  },
})
