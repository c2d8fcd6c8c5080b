import path from 'node:path'
import { config } from '../../miniprogram/config'
import { pass, root } from '../support/page'
import { phone, sharedCloud, wxCalls } from '../support/wx'
import { asked, givenNotes, holder, note, ok } from './given'

type Hook = 'onLaunch' | 'onShow' | 'onHide'

let app: Record<Hook, () => void>
Object.assign(globalThis, { App: (options: typeof app) => (app = options) })
const launch = () => app.onLaunch()

const load = () => import(path.join(root, 'app'))

beforeAll(load)

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

describe('an app that is shown', () => {
  const write = async () => {
    const { Draft } = await import('../../miniprogram/stores/draft')
    const outbox = await import('../../miniprogram/stores/outbox')
    outbox.write(Draft.of(null), { title: 'Tea', body: '', tags: [], pinned: false })
  }
  beforeEach(async () => {
    givenNotes({ create: ({ title }) => ok({ note: note({ title, body: '' }) }) })
    phone.storage.set('holder', JSON.stringify(holder))
    jest.resetModules()
    await load()
    launch()
  })

  test('learns who holds the phone, and sends what waits', async () => {
    await write()
    app.onShow()
    await pass()
    expect(wxCalls.callFunction.mock.calls.map(([{ name }]) => name)).toEqual(['getUserInfo', 'notes'])
    expect(asked()).toMatchObject([['create', { title: 'Tea' }]])
    expect(wxCalls.reLaunch).not.toHaveBeenCalled()
  })

  test('keeps what was typed at once when it is hidden', async () => {
    await write()
    expect([...phone.storage.keys()].filter((key) => key.includes(':draft:'))).toEqual([])
    app.onHide()
    expect([...phone.storage.keys()].filter((key) => key.includes(':draft:'))).toHaveLength(1)
  })
})

test('a WeChat without cloud is told so instead of failing later', () => {
  Object.assign(wx, { cloud: undefined })
  launch()
  expect(wxCalls.showModal).toHaveBeenCalledWith(
    expect.objectContaining({ title: '微信版本过低', showCancel: false, confirmText: '知道了' }),
  )
  app.onShow()
  app.onHide()
  expect(wxCalls.callFunction).not.toHaveBeenCalled()
})

test('a phone that changed hands while the app was away starts with the list of its new holder', async () => {
  phone.storage.set('holder', JSON.stringify('oBOB'))
  jest.resetModules()
  await load()
  Object.assign(wx, { cloud: { init: wxCalls.init, callFunction: wxCalls.callFunction } })
  givenNotes({})
  launch()
  app.onShow()
  await pass()
  expect(wxCalls.reLaunch).toHaveBeenCalledWith({ url: '/pages/notes/notes' })
})
