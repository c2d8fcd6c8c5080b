const app = getApp()

Page({
  data: { title: 'start', body: '', said: '' },
  onLoad(options) {
    app.shared.opened++
    this.options = options
    this.setData({ said: JSON.stringify(options) })
    this.getOpenerEventChannel().on('greet', (word) => this.setData({ said: this.data.said + ' ' + word }))
  },
  say(word) {
    this.setData({ said: typeof word === 'string' ? word : JSON.stringify(word) })
  },
  typed({ detail }) {
    this.say('typed ' + detail.value)
  },
  changed({ detail }) {
    this.say(detail.value)
  },
  submit({ detail }) {
    wx.setStorageSync('last', detail.value)
    this.getOpenerEventChannel().emit('saved', detail.value.title)
    this.say(detail.value)
  },
  reset() {
    this.say('reset')
  },
  sheet() {
    wx.showActionSheet({
      itemList: ['one', 'two'],
      success: ({ tapIndex }) => this.say('chose ' + tapIndex),
      fail: ({ errMsg }) => this.say(errMsg),
    })
  },
  ask() {
    wx.enableAlertBeforeUnload({ message: 'Leave?' })
  },
  measure() {
    wx.createSelectorQuery()
      .select('#inner')
      .boundingClientRect((rect) => this.say('width ' + rect.width))
      .exec()
  },
  fail() {
    throw new Error('the app broke here')
  },
  outer() {
    this.say('outer')
  },
  inner() {
    this.say('inner')
  },
  lower({ detail }) {
    this.say('lower ' + detail.direction)
  },
})
