interface Note {
  id: string
  text: string
}

Page({
  data: { text: '', notes: [] as Note[], error: '' },

  onLoad() {
    this.list()
  },

  onType(event: WechatMiniprogram.Input) {
    this.setData({ text: event.detail.value })
  },

  add() {
    if (!this.data.text) return
    this.ask(
      { action: 'add', text: this.data.text },
      () => {
        this.setData({ text: '' })
        this.list()
      },
    )
  },

  list() {
    this.ask({ action: 'list' }, (result) => {
      const { notes = [], error = '' } = result as {
        notes?: Note[]
        error?: string
      }
      this.setData({ notes, error })
    })
  },

  ask(data: object, then: (result: unknown) => void) {
    wx.cloud.callFunction({
      name: 'notes',
      data,
      success: (res) => {
        this.setData({ error: '' })
        then(res.result)
      },
      fail: () => {
        this.setData({
          error:
            'The cloud did not answer. Look at your network and try again.',
        })
      },
    })
  },
})
