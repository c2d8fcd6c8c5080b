App({
  onLaunch() {
    // 1. The mini program meets its cloud here, once: wx.cloud.init
  },
})
