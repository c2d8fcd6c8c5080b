const log = require('../../log')

Page({
  data: { report: '', image: '' },
  onShow() {
    log.add('me onShow')
    this.setData({ report: log.entries.join(', ') })
  },
  loaded() {
    this.setData({ image: 'image loaded' })
  },
  async call() {
    try {
      const { result } = await wx.cloud.callFunction({ name: 'echo', data: { a: 1 } })
      this.setData({ report: JSON.stringify(result) })
    } catch (error) {
      this.setData({ report: error.errMsg })
    }
  },
})
