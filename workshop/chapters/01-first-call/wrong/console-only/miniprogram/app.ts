App({
  onLaunch() {
    wx.cloud.init({ env: 'workshop', traceUser: true })
  },
})
