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

Page({
  data: {
    greeting: '…',
    who: '…',
    tested: 'tap here',
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

  // #region page
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
  // #endregion

  fail() {
    this.setData({
      error:
        'The cloud did not answer. Look at your network and try again.',
    })
  },
})
