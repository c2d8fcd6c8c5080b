import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEnvironment } from '../src'
import { loadOpenapi } from '../src/openapi/declared'
import { startCloud } from './support/cloud'

const folder = join(__dirname, 'cloudbase')
const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  functionSettings: { wechat: { timeout: 20 } },
  openapi: loadEnvironment(folder).openapi,
})

interface Call {
  api: string
  data?: object
  options?: object
  file?: string
}
const results = async (...calls: Call[]) => Object(await cloud.as('alice').call('wechat', { calls }))
const ask = async (call: Call) => (await results(call))[0]
const check = (content: string, more = {}) => ({
  api: 'security.msgSecCheck',
  data: { version: 2, scene: 1, openid: 'oAlice', content, ...more },
})

describe('a function that calls an interface of WeChat', () => {
  test('gets what the project declares for its input, named as the SDK names it', async () => {
    expect(await ask(check('hello'))).toEqual({
      traceId: 'trace-1',
      result: { suggest: 'pass', label: 100 },
      errMsg: 'openapi.security.msgSecCheck:ok',
      errCode: 0,
    })
    expect(await ask(check('come gambling'))).toMatchObject({ result: { suggest: 'risky', label: 20006 } })
  })

  test('gets the first case of a list whose condition holds', async () => {
    const send = (touser: string) => ({
      api: 'subscribeMessage.send',
      data: { touser, templateId: 'known', data: { thing1: { value: 'tea' } } },
    })
    expect(await ask(send('oAlice'))).toEqual({ errMsg: 'openapi.subscribeMessage.send:ok', errCode: 0 })
    expect(await ask(send('oTired1'))).toEqual({
      errCode: 43101,
      errMsg: expect.stringContaining('openapi.subscribeMessage.send:fail user refuse to accept the msg'),
    })
  })

  test('sends names in the form of WeChat’s documentation', async () => {
    const data = { version: 2, openid: 'o', scene: 1, mediaType: 2, mediaUrl: 'https://example.com/a.png' }
    expect(await ask({ api: 'security.mediaCheckAsync', data })).toMatchObject({
      traceId: '967e945cd8a3e458f3c74dcb886068e9',
    })
    expect(cloud.trace.requests.at(-1)).toMatchObject({
      action: 'wx.openApi',
      api: 'security.mediaCheckAsync',
      query: { media_type: 2, media_url: 'https://example.com/a.png' },
    })
  })

  test('gets a picture as bytes', async () => {
    const image = readFileSync(join(folder, 'openapi/code.png')).toString('base64')
    expect(await ask({ api: 'wxacode.getUnlimited', data: { scene: 'note=1' } })).toMatchObject({
      contentType: 'image/png',
      buffer: image,
    })
  })

  test('sends a picture, and the AppID in whose name it calls', async () => {
    const call = { api: 'security.imgSecCheck', options: { appid: 'wxOther' }, file: '\r\n\0png' }
    expect(await ask(call)).toMatchObject({
      mediaSeen: {
        fileName: 'media.png',
        value: Buffer.from('\r\n\0png').toJSON(),
      },
      appidSeen: 'wxOther',
    })
    expect(cloud.trace.requests.at(-1)?.query).toMatchObject({ media: { value: '6 bytes' } })
  })

  test('keeps names as they are when it says so', async () => {
    const call = { ...check('hello'), options: { convertCase: false } }
    expect(await ask(call)).toMatchObject({ trace_id: 'trace-1' })
  })
})

describe('a call fails', () => {
  // Source: docs.cloudbase.net/faq/knowledge/cloud-call-604101-permission-error, and the number's words in wx-server-sdk.
  test('with WeChat’s number where config.json does not permit it', async () => {
    await expect(cloud.as('alice').call('probe', { do: 'openapi' })).rejects.toThrow(
      'errCode: -604101 function has no permission to call this API | errMsg: system error: error code: -604101',
    )
    expect(await ask({ api: 'security.userRiskRank' })).toMatchObject({ errCode: -604101 })
    expect(cloud.trace.requests.at(-1)).toMatchObject({ error: { code: '-604101' } })
  })

  test('with its name where nothing is declared', async () => {
    expect(await ask({ api: 'wxacode.get' })).toMatchObject({
      errMsg: expect.stringMatching(
        /local cloud does not support openapi\.wxacode\.get.*openapi\/wxacode\.get\.json/,
      ),
    })
  })

  test('as the declaration says', async () => {
    expect(await ask(check('too much'))).toMatchObject({
      errCode: 45009,
      errMsg: expect.stringContaining('openapi.security.msgSecCheck:fail reach max api daily quota limit'),
    })
  })

  test('when the declaration fails, or has no case', async () => {
    expect(await ask(check('crash'))).toMatchObject({ errMsg: expect.stringContaining('no idea') })
    const data = { touser: 'o', templateId: 'unknown', data: {} }
    expect(await ask({ api: 'subscribeMessage.send', data })).toMatchObject({
      errMsg: expect.stringContaining('has no case for this input'),
    })
  })

  // Source: developers.weixin.qq.com/miniprogram/dev/server/API, each interface's table of parameters.
  test.each<[string, Call]>([
    ['openid', check('hello', { openid: undefined })],
    ['version', check('hello', { version: undefined })],
    ['content', check('x'.repeat(2501))],
    ['scene', { api: 'wxacode.getUnlimited', data: { scene: '笔记' } }],
    ['page', { api: 'wxacode.getUnlimited', data: { scene: '1', page: '/pages/index' } }],
    [
      'media_url',
      {
        api: 'security.mediaCheckAsync',
        data: { version: 2, openid: 'o', scene: 1, mediaType: 2, mediaUrl: 'cloud://a' },
      },
    ],
    ['template_id', { api: 'subscribeMessage.send', data: { touser: 'o', data: {} } }],
  ])('where WeChat would refuse its %s', async (field, call) => {
    expect(await ask(call)).toMatchObject({
      errCode: 47001,
      errMsg: expect.stringMatching(new RegExp(`data format error: ${field}`)),
    })
  })
})

describe('an interface can be made', () => {
  const post = (name: string, mood: object) =>
    fetch(`${cloud.url}/openapi/${name}`, { method: 'POST', body: JSON.stringify(mood) })
  afterEach(() => cloud.cloud.setOpenapi('security.msgSecCheck', {}))

  test('to fail, and to answer again', async () => {
    const answer = await post('security.msgSecCheck', { errcode: -1 })
    expect(await answer.json()).toMatchObject({ 'security.msgSecCheck': { delayMs: 0, errcode: -1 } })
    expect(await ask(check('hello'))).toMatchObject({
      errCode: -1,
      errMsg: expect.stringContaining('system error'),
    })
    await post('security.msgSecCheck', {})
    expect(await ask(check('hello'))).toMatchObject({ errCode: 0 })
  })

  test('slow, and others stay quick', async () => {
    await post('security.msgSecCheck', { delayMs: 300 })
    const [first, second] = await results(check('hello'), {
      api: 'wxacode.getUnlimited',
      data: { scene: '1' },
    })
    expect(first).toMatchObject({ contentType: 'image/png' })
    expect(second).toMatchObject({ traceId: 'trace-1' })
  })

  test('nothing that was not declared', async () => {
    expect((await post('wxacode.get', { errcode: -1 })).status).toBe(404)
    expect((await post('security.msgSecCheck', { delay: 1 })).status).toBe(400)
    expect(Object.keys(Object(await (await fetch(`${cloud.url}/openapi`)).json()))).toEqual(
      Object.keys(loadEnvironment(folder).openapi),
    )
  })
})

test.each([
  ['a.b.json', '[{ "gives": {} }]', /a\.b\.json is not as expected/],
  ['a.b.cjs', 'exports.answer = 1', /a\.b\.cjs is not as expected. default: export default a function/],
  ['a.b.cjs', 'throw new Error("broken")', /a\.b\.cjs cannot be loaded: broken/],
])('a declaration %s that says %s is refused at the start', (name, text, complaint) => {
  const bad = mkdtempSync(join(tmpdir(), 'openapi-'))
  writeFileSync(join(bad, name), text)
  expect(() => loadOpenapi(bad)).toThrow(complaint)
  rmSync(bad, { recursive: true })
})
