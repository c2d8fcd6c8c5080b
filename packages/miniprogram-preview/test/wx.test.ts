/** @jest-environment jsdom */
import { startPhone, tap, text, until } from './support/phone'

/** A page whose button runs `code`, which can tell something with `tell(value)`. */
const page = (code: string, wxml = '') => ({
  'pages/a/a.js': `Page({ data: { told: '' }, go() { const tell = (told) => this.setData({ told: JSON.stringify(told) }); ${code} }, heard({ type, detail }) { this.setData({ told: JSON.stringify([type, detail]) }) } })`,
  'pages/a/a.wxml': `${wxml}<button bindtap="go">go</button><view id="told">{{told}}</view>`,
})

/** Runs `code` in the app and gives what it tells. */
async function tellOf(code: string): Promise<unknown> {
  await startPhone(page(code))
  await tap('go')
  return told()
}

/** Waits until the page has told something, and gives it. */
async function told(): Promise<unknown> {
  const shown = await until(() => document.querySelector('[id$="--told"]')?.textContent)
  return JSON.parse(shown)
}

/** Answers the phone's own dialog by a button, and gives what it has asked. */
async function answer(label: string): Promise<string | null> {
  const dialog = await until(() => document.querySelector('[role=dialog]'))
  for (const button of dialog.querySelectorAll('button')) if (button.textContent === label) button.click()
  return dialog.textContent
}

describe('the person at the phone', () => {
  test('logs in with the code that the cloud gives for that person', async () => {
    const fetch = jest.fn().mockResolvedValue({ ok: true, json: async () => ({ code: 'c1' }) })
    Object.assign(window, { fetch })
    expect(await tellOf(`wx.login({ success: tell })`)).toEqual({ errMsg: 'login:ok', code: 'c1' })
    expect(fetch).toHaveBeenCalledWith('/login', { method: 'POST', headers: { 'x-local-person': 'alice' } })
  })

  test.each([
    ['确定', 'authorize:ok', true],
    ['取消', 'authorize:fail auth deny', false],
  ])(
    'is asked once whether the app may use something, and the answer %s is kept',
    async (label, said, allowed) => {
      const ask = `wx.authorize({ scope: 'scope.record', complete(first) {
      wx.authorize({ scope: 'scope.record', complete(second) {
        wx.getSetting({ success: ({ authSetting }) => tell([first.errMsg, second.errMsg, authSetting]) })
      } })
    } })`
      await startPhone(page(ask))
      await tap('go')
      expect(await answer(label)).toContain('scope.record')
      expect(await told()).toEqual([said, said, { 'scope.record': allowed }])
    },
  )

  test('has a clipboard, and reads that a text was copied', async () => {
    const writeText = jest.fn().mockResolvedValue(undefined)
    Object.assign(navigator, { clipboard: { writeText } })
    const copied = await tellOf(
      `wx.setClipboardData({ data: 'a note', success: () => wx.getClipboardData({ success: tell }) })`,
    )
    expect(copied).toEqual({ errMsg: 'getClipboardData:ok', data: 'a note' })
    expect(writeText).toHaveBeenCalledWith('a note')
    expect(document.querySelector('[role=status]')?.textContent).toBe('内容已复制')
  })

  test('feels a short and a long vibration', async () => {
    const vibrate = jest.fn()
    Object.assign(navigator, { vibrate })
    await startPhone(page(`wx.vibrateShort({ type: 'light' }); wx.vibrateLong()`))
    await tap('go')
    expect(vibrate.mock.calls.flat()).toEqual([15, 400])
  })
})

describe('the phone', () => {
  test('tells of itself in the older form and in each of the newer ones', async () => {
    const [older, newer, later, asked] = Object(
      await tellOf(
        `wx.getSystemInfoAsync().then((later) => wx.getSystemInfo({ success: (asked) => tell([
          wx.getSystemInfoSync(), { ...wx.getWindowInfo(), ...wx.getAppBaseInfo(), ...wx.getDeviceInfo() }, later, asked
        ]) }))`,
      ),
    )
    expect(older).toMatchObject({ windowWidth: 375, language: 'zh_CN', theme: 'light', platform: 'devtools' })
    expect(newer).toEqual(older)
    expect(later).toEqual({ ...older, errMsg: 'getSystemInfoAsync:ok' })
    expect(asked).toEqual({ ...older, errMsg: 'getSystemInfo:ok' })
  })

  test('tells of its system and of what WeChat may use', async () => {
    expect(await tellOf(`tell({ ...wx.getSystemSetting(), ...wx.getAppAuthorizeSetting() })`)).toMatchObject({
      wifiEnabled: true,
      cameraAuthorized: 'not determined',
    })
  })

  test('has no newer version of the app', async () => {
    expect(
      await tellOf(
        `const manager = wx.getUpdateManager(); manager.onUpdateReady(() => tell('ready')); manager.onCheckForUpdate(tell)`,
      ),
    ).toEqual({ hasUpdate: false })
  })
})

test('createAnimation gives the steps since the last export, each with its own options', async () => {
  const [first, second] = Object(
    await tellOf(
      `const made = wx.createAnimation({ duration: 100 })
       made.opacity(0.5).scale(2).step({ duration: 200 }).left(1).step()
       const first = made.export(); made.rotate(90).step(); tell([first, made.export()])`,
    ),
  )
  expect(first.actions.map(({ animates, option }: Record<string, never>) => [animates, option])).toEqual([
    [
      [
        { type: 'opacity', args: [0.5] },
        { type: 'scale', args: [2] },
      ],
      expect.objectContaining({ transition: { duration: 200, timingFunction: 'linear', delay: 0 } }),
    ],
    [
      [{ type: 'left', args: [1] }],
      expect.objectContaining({ transition: { duration: 100, timingFunction: 'linear', delay: 0 } }),
    ],
  ])
  expect(second.actions).toHaveLength(1)
})

describe('a video', () => {
  const wxml =
    '<video id="film" src="/film.mp4" loop controls="{{false}}" bindplay="heard" bindtimeupdate="heard"/>'
  const video = () => document.querySelector('video') ?? document.createElement('video')

  test('is the browser’s own, with a file of the app', async () => {
    await startPhone(page('', wxml))
    const { src, loop, controls } = video()
    expect([new URL(src).pathname, loop, controls]).toEqual(['/preview/app/film.mp4', true, false])
  })

  test('tells of its events as WeChat does', async () => {
    await startPhone(page('', wxml))
    video().dispatchEvent(new Event('play'))
    expect(await told()).toEqual(['play', {}])
    Object.defineProperties(video(), { currentTime: { value: 2 }, duration: { value: 9 } })
    video().dispatchEvent(new Event('timeupdate'))
    expect(await told()).toEqual(['timeupdate', { currentTime: 2, duration: 9 }])
  })

  test('is played, sought and stopped by its context', async () => {
    const play = jest.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue()
    const pause = jest.spyOn(HTMLMediaElement.prototype, 'pause').mockReturnValue()
    await startPhone(
      page(`const film = wx.createVideoContext('film'); film.play(); film.seek(3); film.pause()`, wxml),
    )
    await tap('go')
    expect([play.mock.contexts[0], video().currentTime, pause.mock.contexts[0]]).toEqual([
      video(),
      3,
      video(),
    ])
  })
})

describe('a web view', () => {
  const webView = (src: string) => startPhone(page('', `<web-view src="${src}" binderror="heard"/>`))

  test('shows a page of this machine, which keeps what it stores but cannot reach the phone', async () => {
    await webView('http://127.0.0.1:9/page')
    const frame = document.querySelector('iframe')
    expect([frame?.src, frame?.getAttribute('sandbox')]).toEqual([
      'http://127.0.0.1:9/page',
      'allow-scripts allow-forms allow-same-origin',
    ])
    await webView(`${location.origin}/page`)
    expect(document.querySelector('iframe')?.getAttribute('sandbox')).toBe('allow-scripts allow-forms')
  })

  test('loads nothing from elsewhere, and says where that would be', async () => {
    await webView('https://example.com/')
    expect(document.querySelector('iframe')).toBeNull()
    expect(text()).toContain('<web-view> https://example.com/')
    expect(await told()).toMatchObject(['error', { src: 'https://example.com/' }])
  })
})

test('a cover view and a cover image are drawn like any other, and hear taps', async () => {
  await startPhone(page('', '<cover-view bindtap="heard">over<cover-image src="/x.png"/></cover-view>'))
  expect(
    new URL(document.querySelector('wx-cover-view img')?.getAttribute('src') ?? '', location.href).pathname,
  ).toBe('/preview/app/x.png')
  await tap('over')
  expect(await told()).toMatchObject(['tap', {}])
})
