import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { AuthTest, UserInfo } from '../../shared/identity'
import { pages } from '../../miniprogram/app.json'
import { config } from '../../miniprogram/config'
import { open, root } from '../support/page'
import { phone, wxCalls } from '../support/wx'
import { offline } from './given'
import { version } from '../../package.json'

const user: UserInfo = { openid: 'oAlice0123456789wxyz', appid: 'wx0123456789abcdef', unionid: null }
const answer: AuthTest = {
  success: true,
  message: 'Authentication successful',
  identity: { ...user, unionid: 'Not available' },
  timestamp: '2026-03-10T04:00:00.000Z',
}

const given = (functions: Partial<{ getUserInfo: () => unknown; test: () => unknown }>) => {
  phone.cloud = (name) => {
    if (name === 'getUserInfo' && functions.getUserInfo) return functions.getUserInfo()
    if (name === 'test' && functions.test) return functions.test()
    throw new Error(`unexpected call of ${name}`)
  }
}

describe('who the cloud says you are', () => {
  test('is shown with the OPENID masked', async () => {
    given({ getUserInfo: () => user })
    const page = await open('me')
    expect(page.texts('.identity secret-cell .value')).toEqual(['oAli…wxyz显示'])
    expect(page.texts('.identity')[0]).not.toContain(user.openid)
    expect(page.texts('.identity cell .value')[0]).toBe(user.appid)
  })

  test('reveals the OPENID on a tap, lets it be copied, and hides it again', async () => {
    given({ getUserInfo: () => user })
    const page = await open('me')
    expect(page.has('.identity secret-cell .copy')).toBe(false)
    await page.tap('.identity secret-cell .value')
    expect(page.texts('.identity secret-cell .whole')).toEqual([user.openid])

    await page.tap('.identity secret-cell .copy')
    expect(wxCalls.setClipboardData).toHaveBeenCalledWith(expect.objectContaining({ data: user.openid }))
    await page.tap('.identity secret-cell .hide')
    expect(page.texts('.identity')[0]).not.toContain(user.openid)
  })

  test('says so when WeChat refuses the clipboard', async () => {
    phone.clipboardAllowed = false
    given({ getUserInfo: () => user })
    const page = await open('me')
    await page.tap('.identity secret-cell .value')
    await page.tap('.identity secret-cell .copy')
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '没能复制', icon: 'none' })
  })

  test('says that there is no UNIONID, and why', async () => {
    given({ getUserInfo: () => user })
    const page = await open('me')
    expect(page.texts('.identity cell .value')[1]).toBe('未获取')
    expect(page.texts('.identity cell .hint')).toEqual([
      '小程序没有绑定微信开放平台，或者微信没有给出你的 UNIONID。',
    ])
  })

  test('shows the UNIONID, masked too, where there is one', async () => {
    given({ getUserInfo: () => ({ ...user, unionid: 'uAlice0123456789abcd' }) })
    const page = await open('me')
    expect(page.texts('.identity secret-cell .value')[1]).toBe('uAli…abcd显示')
    expect(page.has('.identity cell .hint')).toBe(false)
  })

  test('is asked for each time the page is shown, since a UNIONID can come meanwhile', async () => {
    given({ getUserInfo: () => user })
    const page = await open('me')
    given({ getUserInfo: () => ({ ...user, unionid: 'uAlice0123456789abcd' }) })
    await page.call('onShow')
    expect(page.texts('.identity secret-cell .value')[1]).toBe('uAli…abcd显示')
    given({ getUserInfo: offline })
    await page.call('onShow')
    expect(page.has('.identity')).toBe(true)
    expect(page.texts('error-card .message')).toEqual(['连不上云端，请检查网络后再试。'])
  })

  test('says so to somebody who may not call here, and once, also when the test says the same', async () => {
    const forbidden = () => ({ ok: false, error: { code: 'FORBIDDEN_CALLER', message: '' } })
    given({ getUserInfo: forbidden, test: forbidden })
    const page = await open('me')
    await page.tap('.test')
    const sentence = '这个小程序没有访问权限。'
    expect(page.texts('error-card .message')).toEqual([sentence])
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '认证失败', icon: 'error' })
  })

  test('says why it is not known, and asks again on demand', async () => {
    given({ getUserInfo: offline })
    const page = await open('me')
    expect(page.texts('error-card .message')).toEqual(['连不上云端，请检查网络后再试。'])
    given({ getUserInfo: () => user })
    await page.tap('error-card .retry')
    expect(page.has('.identity')).toBe(true)
    expect(page.has('error-card')).toBe(false)
  })

  test('does not blame the network for a function that failed', async () => {
    given({
      getUserInfo: () => {
        throw {
          errMsg: 'cloud.callFunction:fail Error: errCode: -504002 functions execute fail | errMsg: no',
        }
      },
    })
    const page = await open('me')
    expect(page.texts('error-card .message')).toEqual(['云端出了点问题，请稍后再试。'])
  })
})

describe('the authentication test', () => {
  test('unfolds what the cloud answered, and the identity in it stands where the identity stands', async () => {
    given({ getUserInfo: () => user, test: () => answer })
    const page = await open('me')
    expect(page.has('.result')).toBe(false)
    await page.tap('.test')
    const [text] = page.texts('.result')
    for (const part of ['认证成功', answer.message, answer.timestamp]) expect(text).toContain(part)
    expect(page.texts('.label').filter((label) => label === 'OPENID')).toHaveLength(0)
    expect(page.texts('secret-cell .label').filter((label) => label === 'OPENID')).toHaveLength(1)
    expect(page.texts('.identity cell .value')).toEqual([user.appid, '未获取'])
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '认证成功', icon: 'success' })
  })

  test('shows a UNIONID that the cloud knows by now', async () => {
    const identity = { ...answer.identity, unionid: 'uAlice0123456789abcd' }
    given({ getUserInfo: () => user, test: () => ({ ...answer, identity }) })
    const page = await open('me')
    await page.tap('.test')
    expect(page.texts('.identity secret-cell .value')[1]).toBe('uAli…abcd显示')
  })

  test('that fails says why, and takes the earlier result away', async () => {
    given({ getUserInfo: () => user, test: () => answer })
    const page = await open('me')
    await page.tap('.test')
    given({ test: offline })
    await page.tap('.test')
    expect(page.has('.result')).toBe(false)
    expect(page.texts('error-card .message')).toEqual(['连不上云端，请检查网络后再试。'])
    expect(wxCalls.showToast).toHaveBeenLastCalledWith({ title: '认证失败', icon: 'error' })
    expect(page.data.testing).toBe(false)
  })
})

describe('the rows below', () => {
  test('lead to my data and to the trash', async () => {
    given({ getUserInfo: () => user })
    const page = await open('me')
    expect(page.texts('.ways cell .label')).toEqual(['我的数据', '回收站'])
    await page.tap('.ways cell .cell')
    expect(wxCalls.navigateTo).toHaveBeenCalledWith({ url: '/pages/my-data/my-data' })
  })

  test('lead to pages that exist', () => {
    const markup = readFileSync(path.join(root, 'pages/me/me.wxml'), 'utf8')
    const urls = [...markup.matchAll(/url="\/([^"]+)"/g)].map(([, url]) => url)
    expect(urls).toHaveLength(2)
    expect(pages).toEqual(expect.arrayContaining(urls))
  })
})

test('the version shown is that of the package', async () => {
  given({ getUserInfo: () => user })
  const page = await open('me')
  expect(page.texts('cell .value').at(-1)).toBe(version)
  expect(config.version).toBe(version)
})
