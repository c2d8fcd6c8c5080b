import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEnvironment } from '../src'
import { allows } from '../src/files/rules'
import people from './people.json'
import { startCloud } from './support/cloud'

const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  functionSettings: { files: { timeout: 20 } },
  storageRules: { read: true, write: 'resource.openid == auth.openid', owned: ['private/'] },
})

type Step = [name: string, ...values: unknown[]]

/** Runs the steps in a function with the real SDK, on that person's behalf. Gives the result or the error of each. */
const inFunction = async (person: string, ...steps: Step[]) =>
  Object(await cloud.as(person).call('files', { steps }))
const upload = async (person: string, path: string, text = 'tea') => {
  const [answer] = await inFunction(person, ['upload', path, text])
  return String(Object(answer).fileID)
}
const ask = (path: string, person: string, body: BodyInit) =>
  fetch(cloud.url + path, { method: 'POST', headers: { 'x-local-person': person }, body })
const onPhone = async (person: string, what: string, ...fileList: unknown[]) =>
  Object(await (await ask(`/storage/${what}`, person, JSON.stringify({ fileList }))).json())
const uploadOnPhone = async (person: string, path: string, text = 'tea') =>
  Object(await (await ask(`/storage/upload?path=${encodeURIComponent(path)}`, person, text)).json())

describe('a function', () => {
  test('uploads a file, reads it, has a link to it, and deletes it', async () => {
    const fileID = await upload('alice', 'menus/早茶.txt', '龙井')
    expect(fileID).toMatch(/^cloud:\/\/local-env\.[\w-]+\/menus\/早茶\.txt$/)
    const [text, links, deleted, gone] = await inFunction(
      'alice',
      ['download', fileID],
      ['urls', fileID],
      ['delete', fileID],
      ['download', fileID],
    )
    expect(text).toBe('龙井')
    expect(links).toMatchObject({
      fileList: [{ fileID, status: 0, tempFileURL: expect.stringContaining('/file/menus/') }],
    })
    expect(deleted).toMatchObject({ fileList: [{ fileID, status: 0 }] })
    expect(gone).toHaveProperty('errMsg')
  })

  test('replaces the file at a path', async () => {
    const first = await upload('alice', 'menus/today.txt', 'one')
    expect(await upload('alice', 'menus/today.txt', 'two')).toBe(first)
    expect(await inFunction('bob', ['download', first])).toEqual(['two'])
  })

  test('is told of each file that is not there', async () => {
    const there = await upload('alice', 'menus/there.txt')
    const missing = there.replace('there.txt', 'missing.txt')
    const [links] = await inFunction('alice', ['urls', there, missing])
    expect(links).toMatchObject({
      fileList: [{ status: 0 }, { status: expect.any(Number), tempFileURL: '' }],
    })
    expect(Object(links).fileList[1].status).not.toBe(0)
  })

  // Source: "文件名命名限制", developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/storage.
  test.each([
    ['begins with a slash', '/a.txt'],
    ['has two slashes', 'a//b.txt'],
    ['leaves the folder', 'a/../../b.txt'],
    ['is longer than 850 bytes', '早'.repeat(100)],
    ['has a control character', 'a\x1b.txt'],
  ])('cannot upload to a path that %s', async (_, path) => {
    const [answer] = await inFunction('alice', ['upload', path, 'x'])
    expect(answer).toMatchObject({ errMsg: expect.stringContaining('cloudPath') })
  })

  test('names 50 files at most', async () => {
    const ids = Array.from({ length: 51 }, (_, n) => `cloud://local-env.x/${n}`)
    expect(await inFunction('alice', ['delete', ...ids])).toEqual([
      expect.objectContaining({ errMsg: expect.stringContaining('at most 50 files') }),
    ])
  })
})

describe('a link', () => {
  const linkTo = async (fileID: string, maxAge?: number) => {
    const { fileList } = await onPhone('bob', 'urls', maxAge === undefined ? fileID : { fileID, maxAge })
    return String(Object(fileList[0]).tempFileURL)
  }

  test('opens the file for whoever has it, and cannot become a page', async () => {
    const response = await fetch(await linkTo(await upload('alice', 'menus/page.html', '<script>')))
    expect(await response.text()).toBe('<script>')
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-security-policy')).toBe('sandbox')
  })

  test.each<[string, (url: URL) => void]>([
    ['for another file', (url) => (url.pathname = url.pathname.replace('open', 'shut'))],
    ['with a later end', (url) => url.searchParams.set('t', '9999999999')],
    ['without a signature', (url) => url.searchParams.delete('sign')],
  ])('does not open %s', async (_, change) => {
    await upload('alice', 'menus/shut.txt')
    const url = new URL(await linkTo(await upload('alice', 'menus/open.txt')))
    change(url)
    expect((await fetch(url)).status).toBe(403)
  })

  test('ends', async () => {
    const url = await linkTo(await upload('alice', 'menus/short.txt'), 1)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    expect((await fetch(url)).status).toBe(403)
  })
})

describe('an upload', () => {
  const permitFor = async (path: string) => {
    const [{ url, authorization }] = await inFunction('alice', ['permit', path])
    return { url: String(url), authorization: String(authorization) }
  }
  const put = (url: string, authorization: string) =>
    fetch(url, { method: 'PUT', headers: { authorization }, body: 'x' })

  test('is permitted once, and to one path', async () => {
    const { url, authorization } = await permitFor('permits/a.txt')
    expect((await put(url.replace('a.txt', 'b.txt'), authorization)).status).toBe(403)
    expect((await put(url, authorization)).status).toBe(403)
    const again = await permitFor('permits/a.txt')
    expect((await put(again.url, again.authorization)).status).toBe(200)
    expect((await put(again.url, again.authorization)).status).toBe(403)
    expect((await put(again.url, 'made up')).status).toBe(403)
  })

  // Source: uploadFile of @cloudbase/node-sdk 2.9.1, which wx-server-sdk 2.6.3 brings.
  test('can be a form, as older versions of the SDK send it, and every byte arrives', async () => {
    const { url, authorization } = await permitFor('permits/form.bin')
    const bytes = Uint8Array.from({ length: 512 }, (_, n) => n % 256)
    const form = new FormData()
    form.append('key', 'permits/form.bin')
    form.append('Signature', authorization)
    form.append('file', new Blob([bytes]), 'form.bin')
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(201)
    const { fileList } = await onPhone('bob', 'urls', await fileIdOf('permits/form.bin'))
    const read = await fetch(String(fileList[0].tempFileURL))
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(bytes)
  })
  const fileIdOf = async (path: string) =>
    String(Object((await inFunction('alice', ['permit', path]))[0]).fileId)
})

describe('a phone', () => {
  test('uploads what its person then owns: others read it, and do not write it', async () => {
    const { fileID } = await uploadOnPhone('alice', 'avatars/alice.png', 'face')
    expect(await onPhone('bob', 'urls', fileID)).toMatchObject({ fileList: [{ status: 0, maxAge: 7200 }] })
    expect(await onPhone('bob', 'delete', fileID)).toMatchObject({ fileList: [{ status: -503002 }] })
    expect(await uploadOnPhone('bob', 'avatars/alice.png', 'moustache')).toMatchObject({ errCode: -503002 })
    expect(await inFunction('bob', ['download', fileID])).toEqual(['face'])
    expect(await onPhone('alice', 'delete', fileID)).toMatchObject({ fileList: [{ status: 0 }] })
    expect(await onPhone('alice', 'delete', fileID)).toMatchObject({ fileList: [{ status: -503003 }] })
  })

  test('cannot upload to a path that the platform does not take', async () => {
    expect(await uploadOnPhone('alice', '/a')).toMatchObject({ errCode: -501007 })
  })
})

describe('a rule', () => {
  const alice = people.alice.openid
  test.each<
    [rule: boolean | string, auth: string | undefined, resource: string | undefined, allowed: boolean]
  >([
    [true, undefined, alice, true],
    ['false', alice, alice, false],
    ['auth.openid == resource.openid', alice, alice, true],
    ['auth.openid == resource.openid', 'other', alice, false],
    ['auth.openid == resource.openid', undefined, undefined, false],
    ['auth.openid != null', undefined, alice, false],
    ['auth.openid != null', 'other', alice, true],
    ['false && true || true', undefined, undefined, true],
    ['true || false && false', undefined, undefined, true],
  ])('%s, for %s on a file of %s: %s', (rule, auth, resource, allowed) => {
    expect(allows(rule, { auth, resource })).toBe(allowed)
  })

  test('that the local cloud cannot read is named at the start', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rules-'))
    writeFileSync(join(folder, 'storage.json'), '{ "read": "get(`database.a.b`).open", "write": false }')
    expect(() => loadEnvironment(folder)).toThrow(
      /storage\.json is not as expected\. read: .*the local cloud reads/,
    )
    rmSync(folder, { recursive: true })
  })
})

describe('in an owned folder the watchman', () => {
  test('leaves everybody to their own files, in functions too', async () => {
    const fileID = await upload('alice', 'private/alice.txt', 'secret')
    expect(await inFunction('alice', ['download', fileID])).toEqual(['secret'])
  })

  test.each<[string, (fileID: string) => Step]>([
    ['reads', (fileID) => ['urls', fileID]],
    ['downloads', (fileID) => ['download', fileID]],
    ['deletes', (fileID) => ['delete', fileID]],
    ['replaces', () => ['upload', 'private/hers.txt', 'mine now']],
  ])('refuses a function that %s somebody else’s', async (_, step) => {
    const fileID = await upload('alice', 'private/hers.txt', 'hers')
    const [answer] = await inFunction('bob', step(fileID))
    expect(answer).toMatchObject({ errMsg: expect.stringContaining('must not do this on files in private/') })
    expect(cloud.takeViolations()).toHaveLength(1)
    expect(await inFunction('alice', ['download', fileID])).toEqual(['hers'])
  })

  test('refuses an upload for nobody', async () => {
    const [answer] = await inFunction('timer', ['upload', 'private/timer.txt', 'x'])
    expect(answer).toMatchObject({ errMsg: expect.stringContaining('must not do this') })
    expect(cloud.takeViolations()).toHaveLength(1)
  })
})
