/** Shows thirty rows and watches every tenth. The page's options say how. */
Page({
  data: { rows: [...Array(30).keys()], seen: '', rect: '' },
  onReady() {
    const { observeAll, margin, within } = this.options
    const observer = wx.createIntersectionObserver(this, { observeAll: observeAll === 'true' })
    const tell = ({ id, dataset, intersectionRatio, boundingClientRect: { top, height } }) => {
      const sight = [id, dataset.at, intersectionRatio.toFixed(1), Math.round(top), height].join(' ')
      this.setData({ seen: this.data.seen + sight + ';' })
    }
    if (within) observer.relativeTo('#box').observe('#far', tell)
    else
      observer.relativeToViewport({ bottom: Number(margin ?? 0) }).observe('#row-0, #row-10, #row-20', tell)
    this.observer = observer
  },
  onReachBottom() {
    const { rows } = this.data
    if (this.options.grow) this.setData({ rows: [...Array(rows.length + 10).keys()] })
  },
  stop() {
    this.observer.disconnect()
  },
  measure() {
    const tell = ({ top, height, dataset }) => this.setData({ rect: [top, height, dataset.at].join(' ') })
    this.createSelectorQuery().select('#row-1').boundingClientRect(tell).exec()
  },
})
