import path from 'node:path'
import { config } from '../../miniprogram/config'
import { root } from '../support/page'
import { sharedCloud, wxCalls } from '../support/wx'

let launch: () => void = () => {}
Object.assign(globalThis, { App: (options: { onLaunch(): void }) => (launch = options.onLaunch) })

beforeAll(() => import(path.join(root, 'app')))

test('the app connects to the cloud once when it is launched', () => {
  launch()
  expect(wxCalls.init.mock.calls).toEqual([[{ traceUser: true }]])
  expect(wxCalls.showModal).not.toHaveBeenCalled()
})

test('an environment named in the configuration is the one it connects to', () => {
  config.env = 'notes-1a2b3c'
  launch()
  expect(wxCalls.init.mock.calls).toEqual([[{ env: 'notes-1a2b3c', traceUser: true }]])
})

describe('an app that uses the environment of a sibling', () => {
  beforeEach(() => {
    config.env = ''
    config.sharing = { appid: 'wx00000000000n0tes', env: 'notes-1a2b3c' }
  })
  afterEach(() => (config.sharing = null))

  test('connects to its own cloud all the same, and asks the sibling for nothing before the first call', () => {
    launch()
    expect(wxCalls.init.mock.calls).toEqual([[{ traceUser: true }]])
    expect(sharedCloud.init).not.toHaveBeenCalled()
    expect(wxCalls.showModal).not.toHaveBeenCalled()
  })

  test('tells a WeChat that cannot share environments so', () => {
    const { Cloud } = wx.cloud
    Object.assign(wx.cloud, { Cloud: undefined })
    launch()
    Object.assign(wx.cloud, { Cloud })
    expect(wxCalls.showModal).toHaveBeenCalledWith(expect.objectContaining({ title: '微信版本过低' }))
  })
})

test('a WeChat without cloud is told so instead of failing later', () => {
  Object.assign(wx, { cloud: undefined })
  launch()
  expect(wxCalls.showModal).toHaveBeenCalledWith(
    expect.objectContaining({ title: '微信版本过低', showCancel: false, confirmText: '知道了' }),
  )
})
