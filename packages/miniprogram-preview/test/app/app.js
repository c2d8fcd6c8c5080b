const log = require('./log')

App({
  shared: { opened: 0 },
  onLaunch(options) {
    log.add('app onLaunch ' + options.path)
    wx.cloud.init({ traceUser: true })
  },
  onShow() {
    log.add('app onShow')
  },
  onThemeChange({ theme }) {
    log.add('app theme ' + theme)
  },
})
