const log = require('../../log')

Page({
  data: {
    notes: [
      { id: 'a', title: 'First', done: true },
      { id: 'b', title: 'Second', done: false },
      { id: 'c', title: 'Third', done: false },
    ],
    refreshed: 0,
    bottoms: 0,
    state: '',
  },
  onLoad() {
    log.add('list onLoad')
  },
  onShow() {
    log.add('list onShow')
  },
  onReady() {
    log.add('list onReady')
  },
  onHide() {
    log.add('list onHide')
  },
  onPullDownRefresh() {
    this.setData({ refreshed: this.data.refreshed + 1 })
    setTimeout(() => wx.stopPullDownRefresh(), 50)
  },
  onReachBottom() {
    this.setData({ bottoms: this.data.bottoms + 1 })
  },
  onTabItemTap({ index }) {
    log.add('tab ' + index)
  },
  open(event) {
    wx.navigateTo({
      url: '/pages/edit/edit?id=' + event.currentTarget.dataset.id + '&from=' + encodeURIComponent('首页'),
      events: { saved: (title) => this.setData({ state: 'saved ' + title }) },
      success: ({ eventChannel }) => eventChannel.emit('greet', 'hello'),
    })
  },
  hold() {
    this.setData({ state: 'held' })
  },
  async remove(event) {
    const { confirm } = await wx.showModal({ title: 'Remove?', content: event.detail.heading })
    if (!confirm) return
    this.setData({ notes: this.data.notes.filter(({ title }) => title !== event.detail.heading) })
    wx.showToast({ title: 'removed', duration: 60000 })
  },
})
