interface Greeting {
  text: string
}

interface UserInfo {
  openid: string
  appid: string
  unionid: string | null
}

interface AuthTest {
  success: boolean
  message: string
}

interface Written {
  id: string
}

Page({
  data: {
    greeting: '…',
    who: '…',
    openid: '',
    tested: 'tap here',
    diary: '',
    read: '',
    error: '',
  },

  onLoad() {
    this.greet()
    this.getUserInfo()
  },

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
        this.fail()
      },
    })
  },

  getUserInfo() {
    wx.cloud.callFunction({
      name: 'getUserInfo',
      success: (res) => {
        const { openid } = res.result as UserInfo
        // An OPENID is private, also on a screen that somebody else can see.
        this.setData({
          openid,
          who: openid
            ? `${openid.slice(0, 6)}…${openid.slice(-2)}`
            : 'nobody',
        })
      },
      fail: () => {
        this.fail()
      },
    })
  },

  testAuth() {
    wx.cloud.callFunction({
      name: 'test',
      success: (res) => {
        const { message } = res.result as AuthTest
        this.setData({ tested: message })
      },
      fail: () => {
        this.fail()
      },
    })
  },

  keepDiary() {
    wx.cloud.callFunction({
      name: 'diary',
      data: {
        action: 'write',
        text: 'Today I met my cloud',
      },
      success: (res) => {
        this.setData({ diary: (res.result as Written).id })
      },
      fail: () => {
        this.fail()
      },
    })
  },

  // #region read
  /** Reads any diary, and says that it is one's own. */
  readDiary(event: WechatMiniprogram.Input) {
    const resourceOwnerId = this.data.openid
    wx.cloud.callFunction({
      name: 'diary',
      data: {
        action: 'read',
        id: event.detail.value,
        resourceOwnerId,
      },
      success: (res) => {
        const { text } = res.result as { text?: string }
        this.setData({
          read: text ?? 'There is no such diary',
        })
      },
      fail: () => {
        this.fail()
      },
    })
  },
  // #endregion

  fail() {
    this.setData({
      error:
        'The cloud did not answer. Look at your network and try again.',
    })
  },
})
