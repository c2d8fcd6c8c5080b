/** @jest-environment jsdom */
import { frame, startPhone, tap, text } from './support/phone'

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
})

describe('the modules of pages and components', () => {
  const twoPages = (b: string, app = {}) => ({
    'app.js': `App({ log: [], onError(text) { this.log.push(text.split('\\n')[0]) } })`,
    'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'], ...app }),
    ...page(
      `Page({ data: {}, onShow() { this.setData({ told: getApp().log.join() }) }, go() { wx.navigateTo({ url: '../b/b' }) } })`,
      '<view bindtap="go">go</view>{{told}}',
    ),
    'pages/b/b.js': b,
    'pages/b/b.wxml': '<view>b</view>',
  })
  const noted = `getApp().log.push('b is loaded'); Page({})`
  const lazy = { lazyCodeLoading: 'requiredComponents' }
  const bar = () => document.querySelector('[role=alert] summary')?.textContent
  const goBack = () => {
    document.querySelector<HTMLElement>('header .back')?.click()
    return frame()
  }

  test('are all loaded at start', async () => {
    await startPhone(twoPages(noted))
    expect(text()).toBe('gob is loaded')
  })

  test('with lazyCodeLoading are loaded when a page opens that needs them', async () => {
    await startPhone({
      ...twoPages(`getApp().log.push('page'); Page({})`, lazy),
      'pages/b/b.json': '{ "usingComponents": { "card": "/card" } }',
      'card.js': `getApp().log.push('card'); Component({})`,
      'card.json': '{ "component": true }',
      'card.wxml': '',
    })
    expect(text()).toBe('go')
    await tap('go')
    await goBack()
    expect(text()).toBe('gocard,page')
  })

  test('know their relations also when the other end comes with a later page', async () => {
    const related = (name: string, type: string) =>
      `Component({ relations: { './${name}': { type: '${type}', linked() { this.setData({ linked: true }) } } } })`
    const config = (usingComponents: object) => JSON.stringify({ component: true, usingComponents })
    await startPhone({
      ...twoPages('Page({})', lazy),
      'pages/a/a.json': config({ item: '/item' }),
      'pages/a/a.wxml': '<item/><view bindtap="go">go</view>',
      'pages/b/b.json': config({ item: '/item', list: '/list' }),
      'pages/b/b.wxml': '<list><item/></list>',
      'item.js': related('list', 'parent'),
      'item.json': config({}),
      'item.wxml': '{{linked ? "item linked" : ""}}',
      'list.js': related('item', 'child'),
      'list.json': config({}),
      'list.wxml': '{{linked ? "list linked, " : ""}}<slot/>',
    })
    await tap('go')
    expect(text()).toBe('list linked, item linked')
  })

  test('of a subpackage are loaded with its first page', async () => {
    await startPhone({
      ...twoPages('Page({})', { subPackages: [{ root: 'sub', pages: ['one', 'two'] }] }),
      'pages/b/b.js': `Page({ onLoad() { wx.redirectTo({ url: '/sub/one' }) } })`,
      'sub/one.js': `getApp().log.push('one'); Page({})`,
      'sub/one.wxml': '',
      'sub/two.js': `getApp().log.push('two'); Page({})`,
      'sub/two.wxml': '',
    })
    expect(text()).toBe('go')
    await tap('go')
    await goBack()
    expect(text()).toBe('goone,two')
  })

  test.each([
    ['at start', {}],
    ['when it is due', lazy],
  ])('that fail %s leave other pages without a word, and App.onError hears of it', async (_, app) => {
    await startPhone(twoPages(`throw new Error('broken module')`, app))
    expect(bar()).toBeUndefined()
    await tap('go')
    expect(bar()).toBe('Error: broken module')
    await goBack()
    expect(text()).toBe('gobroken module')
  })

  test('that fail show on the page that draws their component', async () => {
    await startPhone({
      ...twoPages('Page({})'),
      'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'], usingComponents: { card: '/card' } }),
      'pages/b/b.wxml': '<card/>b',
      'card.js': `throw new Error('broken card')`,
      'card.json': '{ "component": true }',
      'card.wxml': '',
    })
    expect(bar()).toBeUndefined()
    await tap('go')
    expect(bar()).toBe('Error: broken card')
    expect(text()).toBe('b')
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
      'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'] }),
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

  test.each([
    'wx.cloud.database()',
    'const { cloud } = wx; cloud?.database()',
    'const { database } = wx.cloud; database()',
  ])('says why a phone has no database when it is asked for one: %s', async (code) => {
    await startPhone(page(`Page({ go() { ${code} } })`, '<view bindtap="go">go</view>'))
    await tap('go')
    expect(document.querySelector('[role=alert] summary')?.textContent).toBe(
      'wx.cloud.database is not in the preview: a phone reaches the database through cloud functions.',
    )
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

  test('knows from its creation that a web view draws it', async () => {
    await startPhone(
      withCard(`Component({ created() { this.setData({ by: this.renderer }) } })`, '<view>{{by}}</view>'),
    )
    expect(text()).toBe('webviewSend')
  })

  test('whose definition has a mistake works, with a warning', async () => {
    await startPhone(
      withCard(
        `Component({ properties: { value: { type: String, observer: 'gone' } } })`,
        '<view>{{value}}</view>',
      ),
    )
    expect(text()).toBe('redSend')
    expect(document.querySelector('[role=alert]')).toBeNull()
    expect(console.warn).toHaveBeenCalledWith(
      'card: Cannot find method "gone" for observer of property "value".',
    )
  })

  test('with wx://form-field is a field of its form', async () => {
    await startPhone(withCard(`Component({ behaviors: ['wx://form-field'] })`, ''))
    await tap('Send')
    expect(text()).toBe('Send{"colour":"red"}')
  })
})

describe('a script in WXS', () => {
  test('can require another one, by a name with its ending', async () => {
    await startPhone({
      ...page('Page({})', '<wxs module="m" src="./a.wxs"/><view>{{m.two}}</view>'),
      'pages/a/a.wxs': `module.exports = { two: require('./b.wxs').one + 1 }`,
      'pages/a/b.wxs': 'module.exports = { one: 1 }',
    })
    expect(text()).toBe('2')
  })

  test('keeps a backslash in a text, so that a pattern needs only one', async () => {
    const script = String.raw`
      // it's a comment, and so is this one's \d
      var digits = getRegExp('^\d+(\.\d+)?$')
      module.exports = [digits.test('1.5'), digits.test('dd'), 'a\tb'.length, 'it\'s'.length].join()`
    await startPhone(page('Page({})', `<wxs module="made">${script}</wxs><view>{{made}}</view>`))
    expect(text()).toBe('true,false,3,4')
  })

  test('sees the name of a type in constructor', async () => {
    const script = 'module.exports = function (x) { return x.constructor }'
    await startPhone(
      page(
        'Page({ data: { list: [], map: {}, text: "" } })',
        `<wxs module="of">${script}</wxs><view>{{of(list)}},{{of(map)}},{{of(text)}},{{of(1)}}</view>`,
      ),
    )
    expect(text()).toBe('Array,Object,String,Number')
  })

  test('follows a property, and gets the component and the node', async () => {
    await startPhone(
      page(
        'Page({ data: { a: 1, told: "" }, tell(told) { this.setData({ told }) } })',
        `<wxs module="m">
          module.exports.follow = function (value, before, owner, node) {
            node.setStyle({ color: 'red' })
            owner.callMethod('tell', value + node.getDataset().b)
          }
        </wxs><view id="n" change:p="{{m.follow}}" p="{{a}}" data-b="b">{{told}}</view>`,
      ),
    )
    expect(text()?.trim()).toBe('1b')
    expect(document.querySelector<HTMLElement>('[id$="--n"]')?.style.color).toBe('red')
  })

  test('handles an event with the instance of its node', async () => {
    await startPhone(
      page(
        'Page({ data: { told: "" }, tell(told) { this.setData({ told }) } })',
        `<wxs module="m">
          module.exports.tap = function (event, owner) {
            owner.callMethod('tell', event.instance.getDataset().b + event.type)
          }
        </wxs><view bindtap="{{m.tap}}" data-b="b">tap</view><view>{{told}}</view>`,
      ),
    )
    await tap('tap')
    expect(text()?.trim()).toBe('tapbtap')
  })
})

describe('style isolation in code', () => {
  const classOf = async (options: string) => {
    await startPhone({
      ...page('Page({})', '<card/>'),
      'pages/a/a.json': '{ "usingComponents": { "card": "/card" } }',
      'card.js': `Component({ options: ${options} })`,
      'card.json': '{ "component": true }',
      'card.wxml': '<view class="title"/>',
    })
    return document.querySelector('wx-card wx-view')?.className.split(' ').sort()
  }

  test.each([
    ['{}', [expect.stringMatching(/--title$/)]],
    [`{ styleIsolation: 'apply-shared' }`, [expect.stringMatching(/--title$/), 'title']],
    ['{ addGlobalClass: true }', [expect.stringMatching(/--title$/), 'title']],
    [`{ styleIsolation: 'shared' }`, ['title']],
  ])('with %s', async (options, expected) => {
    expect(await classOf(options)).toEqual(expected)
  })
})

describe('built-in components', () => {
  test('an image counts its path from the file that names it', async () => {
    await startPhone(page('Page({})', '<image src="./x.png"/><image src="/y.png"/>'))
    const paths = [...document.querySelectorAll('img')].map(({ src }) => new URL(src).pathname)
    expect(paths).toEqual(['/preview/app/pages/a/x.png', '/preview/app/y.png'])
  })

  test('an input shows what its handler returns', async () => {
    await startPhone(
      page('Page({ upper({ detail }) { return detail.value.toUpperCase() } })', '<input bindinput="upper"/>'),
    )
    const field = document.querySelector('input')
    if (field) field.value = 'ab'
    field?.dispatchEvent(new Event('input', { bubbles: true }))
    expect(field?.value).toBe('AB')
  })

  test('a text breaks its line where the template says so', async () => {
    await startPhone(page('Page({})', String.raw`<!-- \n --><text>a\nb</text>{{"\n"}}`))
    expect(document.querySelector('wx-text')?.textContent).toBe('a\nb')
  })

  test('a radio group has one choice, the last of those that the app checks', async () => {
    await startPhone(
      page(
        `Page({ data: { checked: [true, true, false] }, go() { this.setData({ 'checked[2]': true }) } })`,
        '<radio-group><radio wx:for="{{checked}}" wx:key="index" value="{{index}}" checked="{{item}}"/></radio-group><view bindtap="go">go</view>',
      ),
    )
    const chosen = () =>
      [...document.querySelectorAll('[aria-checked=true]')].map((one) => one.getAttribute('value'))
    expect(chosen()).toEqual(['1'])
    await tap('go')
    expect(chosen()).toEqual(['2'])
  })

  test('an unknown tag is a plain box that hears taps', async () => {
    await startPhone(
      page(
        'Page({ data: {}, go() { this.setData({ told: "heard" }) } })',
        '<div bindtap="go">tap</div><span>{{told}}</span>',
      ),
    )
    await tap('tap')
    expect(text()).toBe('tapheard')
  })

  test('what only a phone can fill is a box with its name', async () => {
    await startPhone(page('Page({})', '<camera/>'))
    expect(text()).toBe('<camera>')
  })

  test('rich text draws what WeChat draws, and nothing that runs', async () => {
    await startPhone(
      page(
        `Page({ data: { nodes: [{ name: 'p', attrs: { style: 'color: red', onclick: 'x()' }, children: [{ type: 'text', text: 'a&lt;' }] }] } })`,
        `<rich-text nodes="{{nodes}}"/><rich-text nodes="<b>bold</b><script>1</script>"/>`,
      ),
    )
    const drawn = [...document.querySelectorAll('wx-rich-text')].map(({ innerHTML }) => innerHTML)
    expect(drawn).toEqual(['<p style="color: red">a&lt;</p>', '<b>bold</b>'])
  })
})

describe('a tab bar of the app', () => {
  test('stands on each tab, which reaches it with getTabBar', async () => {
    await startPhone({
      'app.json': JSON.stringify({
        pages: ['pages/a/a'],
        tabBar: { custom: true, list: [{ pagePath: 'pages/a/a', text: 'A' }] },
      }),
      ...page(`Page({ onShow() { this.getTabBar().setData({ selected: 'A' }) } })`, 'page,'),
      'custom-tab-bar/index.js': `Component({ data: { selected: '' } })`,
      'custom-tab-bar/index.json': '{ "component": true }',
      'custom-tab-bar/index.wxml': '<view>{{selected}}</view>',
    })
    expect(text()).toBe('page,A')
    expect(document.querySelector('nav')?.hidden).toBe(true)
  })
})

describe('npm, subpackages and other modules', () => {
  test('a component and a module come from node_modules, by the field miniprogram and by main', async () => {
    await startPhone({
      ...page(`Page({ data: { told: require('plain') } })`, '<t-a/>{{told}}'),
      'pages/a/a.json': '{ "usingComponents": { "t-a": "@scope/lib/a/a" } }',
      'node_modules/@scope/lib/package.json': '{ "miniprogram": "dist" }',
      'node_modules/@scope/lib/dist/a/a.js': `Component({ data: { word: require('../word') } })`,
      'node_modules/@scope/lib/dist/a/a.json': '{ "component": true }',
      'node_modules/@scope/lib/dist/a/a.wxml': '{{word}}',
      'node_modules/@scope/lib/dist/word.js': `module.exports = 'lib '`,
      'node_modules/plain/package.json': '{ "main": "cjs/main" }',
      'node_modules/plain/cjs/main.js': `module.exports = require('./value')`,
      'node_modules/plain/cjs/value.js': `module.exports = 'plain'`,
    })
    expect(text()).toBe('lib plain')
  })

  test('a component also comes from miniprogram_dist, and from miniprogram_npm after "build npm"', async () => {
    await startPhone({
      ...page('Page({})', '<one/><two/>'),
      'pages/a/a.json': '{ "usingComponents": { "one": "older", "two": "built/two" } }',
      'node_modules/older/package.json': '{}',
      'node_modules/older/miniprogram_dist/index.js': 'Component({})',
      'node_modules/older/miniprogram_dist/index.json': '{ "component": true }',
      'node_modules/older/miniprogram_dist/index.wxml': 'older ',
      'miniprogram_npm/built/two.js': 'Component({})',
      'miniprogram_npm/built/two.json': '{ "component": true }',
      'miniprogram_npm/built/two.wxml': 'built',
    })
    expect(text()).toBe('older built')
  })

  test('a page of a subpackage opens like any other, also when it is an ES module', async () => {
    await startPhone({
      'app.json':
        '{ "pages": [], "subPackages": [{ "root": "sub", "pages": ["one/one"] }], "pages": ["pages/a/a"] }',
      ...page(
        `Page({ go() { require.async('../../sub/word').then(({ word }) => wx.navigateTo({ url: '/sub/one/one?word=' + word })) } })`,
        '<view bindtap="go">go</view>',
      ),
      'sub/word.js': `export const word = 'there'`,
      'sub/one/one.js': `import { word } from '../word'\nPage({ data: { told: word } })`,
      'sub/one/one.wxml': '<view>{{told}}</view>',
    })
    await tap('go')
    await tap('go').catch(() => undefined)
    expect(text()).toBe('there')
  })
})

test('storage beyond what the browser keeps goes to the files', async () => {
  const full = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  await startPhone(
    told(
      `(wx.setStorageSync('a', 1), [wx.getStorageSync('a'), wx.getStorageInfoSync().keys, (wx.removeStorageSync('a'), wx.getStorageSync('a') === '')].join())`,
    ),
  )
  full.mockRestore()
  expect(text()).toBe('1,a,true')
})

test('storage holds ten megabytes and no more', async () => {
  await startPhone(
    told(
      `(() => { try { for (let n = 0; n < 11; n++) wx.setStorageSync('k' + n, 'x'.repeat(1e6)) } catch (error) { return wx.getStorageInfoSync().keys.length + ' ' + error.message } })()`,
    ),
  )
  expect(text()).toBe('10 setStorageSync:fail exceed storage max size 10Mb')
  localStorage.clear()
})
