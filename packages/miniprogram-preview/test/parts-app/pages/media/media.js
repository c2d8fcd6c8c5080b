Page({
  data: { slides: ['one', 'two', 'three'], told: '', src: '' },
  slid({ detail }) {
    this.setData({ told: `${detail.current} ${detail.source}` })
  },
  draw() {
    wx.createSelectorQuery()
      .select('#canvas')
      .node(({ node }) => {
        const context = node.getContext('2d')
        const image = node.createImage()
        image.onload = () => {
          node.width = node.height = 10
          context.drawImage(image, 0, 0, 10, 10)
          this.setData({
            told: `drawn ${context.getImageData(0, 0, 10, 10).data.some((value) => value > 0)}`,
          })
        }
        image.src = '/me.png'
      })
      .exec()
  },
  async choose() {
    const { tempFilePaths } = await wx.chooseImage({ count: 1 })
    const { width, height } = await wx.getImageInfo({ src: tempFilePaths[0] })
    const bytes = wx.getFileSystemManager().readFileSync(tempFilePaths[0]).byteLength
    this.setData({ src: tempFilePaths[0], told: `${width} x ${height}, ${bytes} bytes` })
  },
  async chooseMedia() {
    const { type, tempFiles } = await wx.chooseMedia({ mediaType: ['image', 'video'] })
    const files = tempFiles.map(({ fileType, width, height }) => `${fileType} ${width} x ${height}`)
    this.setData({ told: `${type}: ${files}` })
  },
  look() {
    wx.previewImage({ urls: ['/me.png', '/me.png?2'] })
  },
  ask({ currentTarget }) {
    const told = ({ statusCode, data, errMsg }) =>
      this.setData({ told: statusCode ? `${statusCode} ${typeof data}` : errMsg })
    wx.request({ url: currentTarget.dataset.url, success: told, fail: told })
  },
  onLoad() {
    this.setData({ here: `${wx.env.USER_DATA_PATH}`.slice(0, 4) })
  },
})
