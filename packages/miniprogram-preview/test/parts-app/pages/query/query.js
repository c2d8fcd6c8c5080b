Page({
  data: { told: '', into: '' },
  into() {
    this.setData({ into: 'row-20' })
  },
  styled() {
    wx.createSelectorQuery()
      .select('.box')
      .fields({ computedStyle: ['color', 'fontSize'], size: true }, (found) =>
        this.setData({ told: JSON.stringify(found) }),
      )
      .exec()
  },
  move() {
    this.animate('.box', [{ translateX: 0 }, { translateX: 40 }], 10, () => this.setData({ told: 'moved' }))
  },
  created() {
    const animation = wx.createAnimation({ duration: 10 })
    this.setData({ animation: animation.translateX(30).opacity(0.5).step().export() })
  },
  held() {
    this.setData({ told: 'longtap' })
  },
})
