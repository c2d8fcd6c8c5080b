import type { CallRecord, Card, RequestRecord } from 'cloudbase-local'
import type * as shown from '../../packages/miniprogram-preview/src/cloud'
import type { Disk } from '../../packages/miniprogram-preview/src/runtime/disk'
import { startCloud } from '../support/cloud'

const cloud = startCloud()
const { fetch: send } = globalThis
const resource = { resourceAppid: 'wx00000000000n0tes', resourceEnv: 'notes-1a2b3c' }

/** The phone's files that are not kept, as its Disk has them. */
const written = new Map<string, Uint8Array<ArrayBuffer>>()
const disk: Disk = Object({
  find: (path: string) => written.has(path) && { content: written.get(path) },
  addTemporary(content: Uint8Array<ArrayBuffer>, extension: string) {
    const path = `http://tmp/${written.size}.${extension}`
    written.set(path, content)
    return path
  },
})

/** Gives the preview's wx.cloud as on that person's phone. Its requests go to the local cloud of these tests. */
async function cloudOf(person: string) {
  jest.resetModules()
  Object.assign(globalThis, {
    window: new EventTarget(),
    location: new URL(`${cloud.url}/phone?person=${person}`),
  })
  jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation((address, init) => send(new URL(String(address), cloud.url), init))
  const runtime = await import('../../packages/miniprogram-preview/src/runtime/wx/cloud')
  return runtime.cloud(disk)
}
afterEach(() => jest.restoreAllMocks())

describe('files in the preview', () => {
  const textAt = (path: unknown) => new TextDecoder().decode(written.get(String(path)))

  test('are uploaded, read by somebody else, and deleted by who uploaded them alone', async () => {
    written.set('http://tmp/tea.txt', new TextEncoder().encode('龙井'))
    const hers = await cloudOf('alice')
    hers.init()
    const { fileID } = Object(
      await hers.uploadFile({ cloudPath: 'menus/茶.txt', filePath: 'http://tmp/tea.txt' }),
    )

    const his = await cloudOf('bob')
    his.init()
    const read = Object(await his.downloadFile({ fileID }))
    expect(read).toMatchObject({ errMsg: 'cloud.downloadFile:ok', statusCode: 200 })
    expect(textAt(read.tempFilePath)).toBe('龙井')
    expect(await his.deleteFile({ fileList: [fileID] })).toMatchObject({ fileList: [{ status: -503002 }] })

    const again = await cloudOf('alice')
    again.init()
    expect(await again.deleteFile({ fileList: [fileID] })).toMatchObject({ fileList: [{ status: 0 }] })
    await expect(again.downloadFile({ fileID })).rejects.toMatchObject({ errCode: -503003 })
  })

  test('wait for init, and are named when they are not there', async () => {
    const phone = await cloudOf('alice')
    await expect(phone.getTempFileURL({ fileList: [] })).rejects.toMatchObject({
      errMsg: expect.stringContaining('please call wx.cloud.init first'),
    })
    phone.init()
    await expect(phone.uploadFile({ cloudPath: 'a.txt', filePath: 'http://tmp/none' })).rejects.toMatchObject(
      {
        errMsg: 'cloud.uploadFile:fail file not exists: http://tmp/none',
      },
    )
  })
})

test('the code of wx.login in the preview is one that the cloud knows', async () => {
  await cloudOf('bob')
  const { login } = await import('../../packages/miniprogram-preview/src/runtime/wx/login')
  const { code } = await login()
  const given = { appid: 'wx00000000000n0tes', secret: 's', js_code: code, grant_type: 'authorization_code' }
  const answer = await fetch(`/sns/jscode2session?${new URLSearchParams(given)}`)
  expect(await answer.json()).toMatchObject({ openid: expect.stringMatching(/bob/i) })
})

describe("a sibling's environment in the preview", () => {
  test("answers in the name of the calling mini program's user once init is done", async () => {
    const { Cloud } = await cloudOf('alice-sibling')
    const shared = new Cloud(resource)
    await expect(shared.init()).resolves.toMatchObject({ errMsg: 'cloud.init:ok' })
    await expect(shared.callFunction({ name: 'getUserInfo' })).resolves.toMatchObject({
      result: { appid: 'wx000000000s1bling' },
    })
    expect(cloud.trace.calls.slice(-2).map((call) => call.function)).toEqual([
      'cloudbase_auth',
      'getUserInfo',
    ])
  })

  test('answers nothing before, whether init was not called or has not ended', async () => {
    const { Cloud } = await cloudOf('alice-sibling')
    const shared = new Cloud(resource)
    const early = { errCode: -1, errMsg: expect.stringContaining('please await init()') }
    await expect(shared.callFunction({ name: 'getUserInfo' })).rejects.toMatchObject(early)
    const ready = shared.init()
    await expect(shared.callFunction({ name: 'getUserInfo' })).rejects.toMatchObject(early)
    await ready
  })

  test('lets nobody in whom cloudbase_auth refuses', async () => {
    const { Cloud } = await cloudOf('mallory')
    const shared = new Cloud(resource)
    await expect(shared.init()).rejects.toMatchObject({
      errCode: -601017,
      errMsg: expect.stringContaining('This mini program may not use this environment.'),
    })
    await expect(shared.callFunction({ name: 'getUserInfo' })).rejects.toMatchObject({ errCode: -1 })
  })

  test('must be named whole', async () => {
    const { Cloud } = await cloudOf('alice-sibling')
    expect(() => new Cloud({ resourceAppid: 'wx00000000000n0tes' })).toThrow(
      'parameter.resourceEnv should be String',
    )
  })
})

/** The two packages do not know each other. This does not compile once one gives other records than the other shows. */
const asShown: {
  card(card: Card): shown.Card
  call(call: CallRecord): shown.CallRecord
  request(request: RequestRecord): shown.RequestRecord
} = { card: (card) => card, call: (call) => call, request: (request) => request }

test('what the preview shows of a person, a call and its requests is what the local cloud tells', async () => {
  await cloud.as('alice').call('notes', { action: 'list', input: {} })
  const people: Record<string, Card> = await (await fetch(`${cloud.url}/people`)).json()
  const [call] = cloud.trace.calls.slice(-1).map(asShown.call)
  const requests = cloud.trace.requests.map(asShown.request)
  expect(people['alice'] && asShown.card(people['alice'])).toMatchObject({ name: 'Alice', via: 'app' })
  expect(call).toMatchObject({ function: 'notes', person: 'alice', violations: 0 })
  expect(requests.filter(({ invocation }) => invocation === call?.invocation)).toHaveLength(
    call?.roundTrips ?? -1,
  )
})
