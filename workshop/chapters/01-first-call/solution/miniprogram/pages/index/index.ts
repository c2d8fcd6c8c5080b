interface Greeting {
  text: string
}

Page({
  data: { greeting: '…', error: '' },

  onLoad() {
    this.greet()
  },

  // #region call
  greet() {
    wx.cloud.callFunction({
      name: 'hello',
      success: (res) => {
        this.setData({
          greeting: (res.result as Greeting).text,
          error: '',
        })
      },
      fail: () => {
        this.setData({
          greeting: '',
          error:
            'The cloud did not answer. Look at your network and try again.',
        })
      },
    })
  },
  // #endregion
})
