import { initCloud } from './common/cloud'
import { holderChanges } from './common/holder'
import { config } from './config'
import { texts } from './i18n/index'
import { startKeepingNotes } from './stores/kept-notes'
import { keepNow, sendNow, startOutbox } from './stores/outbox'

let connected = false

App({
  onLaunch() {
    connected = initCloud(config)
    if (!connected) {
      const { tooOld, tooOldAdvice, understood } = texts
      void wx.showModal({ title: tooOld, content: tooOldAdvice, showCancel: false, confirmText: understood })
      return
    }
    startOutbox()
    startKeepingNotes()
    holderChanges.subscribe(({ former }) => {
      // The pages that are open show what belongs to the former holder, so all of them are closed.
      if (former !== null) void wx.reLaunch({ url: '/pages/notes/notes' })
    })
  },

  onShow() {
    if (connected) void sendNow()
  },

  onHide() {
    if (connected) keepNow()
  },
})
