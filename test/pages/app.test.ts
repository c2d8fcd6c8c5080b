import path from 'node:path'
import { config } from '../../miniprogram/config'
import { root } from '../support/page'
import { wxCalls } from '../support/wx'

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

test('a WeChat without cloud is told so instead of failing later', () => {
  Object.assign(wx, { cloud: undefined })
  launch()
  expect(wxCalls.showModal).toHaveBeenCalledWith(
    expect.objectContaining({ title: '微信版本过低', showCancel: false, confirmText: '知道了' }),
  )
})
