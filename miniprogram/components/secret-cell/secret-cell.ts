import { pick, texts } from '../../i18n/index'
import { mask } from './mask'

/** A row whose value others should not see over the shoulder: masked until tapped, and then it can be copied. */
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
      // WeChat says itself that the text was copied. It refuses where the privacy guide does not declare the clipboard.
      wx.setClipboardData({
        data: this.data.value,
        fail: () => void wx.showToast({ title: texts.copyFailed, icon: 'none' }),
      })
    },
  },
})
