import { config } from './config'
import { words } from './i18n/index'
import { initCloud } from './services/cloud'

App({
  onLaunch() {
    if (initCloud(config)) return
    const { tooOld, tooOldAdvice, understood } = words
    void wx.showModal({ title: tooOld, content: tooOldAdvice, showCancel: false, confirmText: understood })
  },
})
