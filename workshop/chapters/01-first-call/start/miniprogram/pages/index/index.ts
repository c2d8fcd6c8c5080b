interface Greeting {
  text: string
}

Page({
  data: { greeting: '…', error: '' },

  onLoad() {
    this.greet()
  },

  greet() {
    wx.cloud.callFunction({
      name: 'hello',
      success: (res) => {
        this.setData({
          greeting: (res.result as Greeting).text,
        })
      },
      // 2. And if the call fails? Nobody is told.
    })
  },
})
