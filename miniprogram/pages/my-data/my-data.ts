import type { Usage } from '../../../shared/account'
import { asCallError } from '../../common/call-error'
import { confirmHolder } from '../../common/holder'
import { eraseInterrupted } from '../../components/erase-card/erase'
import { t, words } from '../../i18n/index'
import { getUsage } from '../../services/account'
import { usageRows, type UsageRow } from './usage'

const { usageTitle, usageHint, exportTitle, eraseTitle } = words

interface Data {
  t: Record<'usageTitle' | 'usageHint' | 'exportTitle' | 'eraseTitle', string>
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

interface Custom {
  load(): Promise<void>
  show(usage: Usage): void
  eraseBegins(): void
  eraseGoesOn(event: WechatMiniprogram.CustomEvent<Usage>): void
  eraseEnds(): Promise<void>
}

Page<Data, Custom>({
  data: {
    t: { usageTitle, usageHint, exportTitle, eraseTitle },
    usage: [],
    notes: 0,
    error: '',
    interrupted: false,
    erasing: false,
  },

  onLoad() {
    void this.load()
  },

  onReady() {
    void wx.setNavigationBarTitle({ title: words.myData })
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

  show(usage) {
    this.setData({ usage: usageRows(usage), notes: usage.notes })
  },

  eraseBegins() {
    this.setData({ erasing: true })
  },

  eraseGoesOn({ detail }) {
    this.show(detail)
  },

  async eraseEnds() {
    await wx.reLaunch({ url: '/pages/notes/notes' })
    void wx.showToast({ title: words.erased, icon: 'success' })
  },
})
