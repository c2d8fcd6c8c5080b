/** @jest-environment jsdom */
import { startPhone, tap, text } from './support/phone'

const page = (js: string, wxml = '<view>{{told}}</view>') => ({
  'pages/a/a.js': js,
  'pages/a/a.wxml': wxml,
})
const told = (expression: string) =>
  page(`Page({ data: {}, onLoad() { this.setData({ told: ${expression} }) } })`)

describe('an app starts', () => {
  test('onLaunch comes before the modules of the pages', async () => {
    await startPhone({
      'app.js': `App({ onLaunch() { this.launched = 'yes' } })`,
      ...page(`const { launched } = getApp(); Page({ data: { told: launched } })`),
    })
    expect(text()).toBe('yes')
  })

  test('a module can name a variable App, wx or Page', async () => {
    await startPhone(page(`const App = getApp(); let wx; Page({ data: { told: typeof App + typeof wx } })`))
    expect(text()).toBe('objectundefined')
  })

  test('a page whose module fails leaves the others working', async () => {
    await startPhone({
      ...page(`Page({ data: { told: 'fine' } })`),
      'pages/b/b.js': `throw new Error('broken module')`,
      'pages/b/b.wxml': '<view/>',
    })
    expect(text()).toBe('fine')
    expect(document.querySelector('#overlay')?.textContent).toContain('broken module')
  })
})

describe('a module that several pages share', () => {
  test('registers the page that is being loaded', async () => {
    await startPhone({
      'shared.js': `module.exports = (told) => Page({ data: { told }, go() { wx.navigateTo({ url: '../b/b' }) } })`,
      ...page(`require('../../shared')('first')`, '<view bindtap="go">{{told}}</view>'),
      'pages/b/b.js': `require('../../shared')('second')`,
      'pages/b/b.wxml': '<view>{{told}}</view>',
    })
    await tap('first')
    expect(text()).toBe('second')
  })

  test('makes a behavior also when app.js is the first to load it', async () => {
    await startPhone({
      'greet.js': `module.exports = Behavior({ methods: { greet() { return 'hello' } } })`,
      'app.js': `require('./greet'); App({})`,
      ...page(
        `Page({ behaviors: [require('../../greet')], data: {}, onLoad() { this.setData({ told: this.greet() }) } })`,
      ),
    })
    expect(text()).toBe('hello')
  })

  test('registers late, in a timer, for the unit that was loaded last', async () => {
    await startPhone({
      ...page(
        `Page({ data: { told: 'first' }, go() { wx.navigateTo({ url: '../b/b' }) } })`,
        '<view bindtap="go">{{told}}</view>',
      ),
      'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'].reverse(), entryPagePath: 'pages/a/a' }),
      'pages/b/b.js': `Promise.resolve().then(() => Page({ data: { told: 'late' } }))`,
      'pages/b/b.wxml': '<view>{{told}}</view>',
    })
    await tap('first')
    expect(text()).toBe('late')
  })
})

describe('lifetimes', () => {
  test('a component is ready after the first layout, inner ones first, and then the page', async () => {
    await startPhone({
      'app.js': 'App({ log: [] })',
      ...page(
        `const { log } = getApp()
        Page({ onShow() { log.push('show') }, onReady() { this.setData({ told: log.join() }) } })`,
        '<outer/>{{told}}',
      ),
      'pages/a/a.json': '{ "usingComponents": { "outer": "/outer" } }',
      'outer.js': `Component({ lifetimes: { ready() { getApp().log.push('outer') } } })`,
      'outer.json': '{ "component": true, "usingComponents": { "inner": "/inner" } }',
      'outer.wxml': '<inner/><inner/>',
      'inner.js': `Component({ ready() { getApp().log.push('inner') } })`,
      'inner.json': '{ "component": true }',
      'inner.wxml': '',
    })
    expect(text()).toBe('show,inner,inner,outer')
  })

  test('an exception in onLoad stops neither onShow nor onReady', async () => {
    await startPhone(
      page(
        `Page({ data: { told: '' }, onLoad() { throw new Error('load broke') }, onShow() { this.setData({ told: 'shown' }) }, onReady() { this.setData({ told: this.data.told + ' ready' }) } })`,
      ),
    )
    expect(text()).toBe('shown ready')
  })
})

describe('wx', () => {
  test('reads as undefined where the preview has nothing, and canIUse agrees', async () => {
    await startPhone(
      told(
        `[wx.scanCode, wx.cloud.database, wx.canIUse('scanCode'), wx.canIUse('showToast')].map(String).join()`,
      ),
    )
    expect(text()).toBe('undefined,undefined,false,true')
  })

  test('says the name of what is called and absent, and the phone goes on', async () => {
    await startPhone(
      page(
        `Page({ data: { told: 'go' }, go() { wx.scanCode() }, on() { this.setData({ told: 'on' }) } })`,
        '<view bindtap="go">scan</view><view bindtap="on">{{told}}</view>',
      ),
    )
    await tap('scan')
    expect(document.querySelector('[role=alert] summary')?.textContent).toBe(
      'wx.scanCode is not in the preview: its README lists what is.',
    )
    await tap('go')
    expect(text()).toBe('scanon')
  })
})

describe('events', () => {
  test('are plain data: they survive JSON and a spread', async () => {
    await startPhone(
      page(
        `Page({ data: {}, go(event) { const { type, detail, target } = { ...event }; this.setData({ told: [type, typeof detail.x, JSON.parse(JSON.stringify(event)).currentTarget.dataset.a, target.id].join() }) } })`,
        '<view bindtap="go" data-a="1"><view id="in">tap</view></view><view>{{told}}</view>',
      ),
    )
    await tap('tap')
    expect(text()).toBe('taptap,number,1,in')
  })

  test('without a handler are a warning', async () => {
    const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
    await startPhone(page('Page({})', '<view bindtap="gone">tap</view>'))
    await tap('tap')
    expect(warned).toHaveBeenCalledWith('pages/a/a has no method "gone" to handle an event.')
  })
})

describe('a component', () => {
  const withCard = (js: string, wxml: string, files = {}) => ({
    ...page(
      `Page({ data: {}, send({ detail }) { this.setData({ told: JSON.stringify(detail.value) }) } })`,
      '<form bindsubmit="send"><card name="colour" value="red"/><button form-type="submit">Send</button></form><view>{{told}}</view>',
    ),
    'pages/a/a.json': '{ "usingComponents": { "card": "/card" } }',
    'card.js': js,
    'card.json': '{ "component": true }',
    'card.wxml': wxml,
    ...files,
  })

  test('with wx://form-field is a field of its form', async () => {
    await startPhone(withCard(`Component({ behaviors: ['wx://form-field'] })`, ''))
    await tap('Send')
    expect(text()).toBe('Send{"colour":"red"}')
  })
})
