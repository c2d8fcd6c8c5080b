import { pick, texts } from '../../i18n/index'
import { mask } from './mask'

/** A row for a value that bystanders should not read: masked until it is tapped. Then it can be copied. */
Component({
  properties: { label: String, value: String },
  data: { t: pick('show', 'hide', 'copy'), masked: '', shown: false },
  observers: {
    value(value: string) {
      this.setData({ masked: mask(value) })
    },
  },
  methods: {
    toggle() {
      this.setData({ shown: !this.data.shown })
    },
    copy() {
      // WeChat itself says that the text was copied. It refuses if the privacy guide of the app does not name the clipboard.
      wx.setClipboardData({
        data: this.data.value,
        fail: () => void wx.showToast({ title: texts.copyFailed, icon: 'none' }),
      })
    },
  },
})
