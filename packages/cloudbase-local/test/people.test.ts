import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEnvironment, loadPeople, loadVariables } from '../src'
import people from './people.json'
import { startCloud } from './support/cloud'

const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  variables: { SHARED_WITH: people['alice-sibling'].from.appid, COLOUR: 'green' },
  functionSettings: { probe: { timeout: 3, environment: { COLOUR: 'blue' } } },
})
const contextOf = (person: string) => cloud.as(person).call('probe', { do: 'identity' })
const ask = (path: string, init?: RequestInit) => fetch(`${cloud.url}${path}`, init)
const say = (key: string, body: string) => ask(`/people/${key}`, { method: 'POST', body })

describe('through environment sharing', () => {
  const { appid, from } = people['alice-sibling']

  test('a call carries the other mini program’s user, beside the app that owns the environment', async () => {
    expect(await contextOf('alice-sibling')).toEqual({
      APPID: appid,
      FROM_APPID: from.appid,
      FROM_OPENID: from.openid,
      FROM_UNIONID: people.alice.unionid,
      CLIENTIP: '127.0.0.1',
      ENV: 'local-env',
      SOURCE: 'wx_client',
    })
  })

  test('the own side may have a view of that user too', async () => {
    const { mallory } = people
    const context = await contextOf('mallory')
    expect(context).toMatchObject({ OPENID: mallory.openid, FROM_OPENID: mallory.from.openid })
    expect(context).not.toHaveProperty('FROM_UNIONID')
  })

  test('the event names the user as the call does', async () => {
    expect(await cloud.as('alice-sibling').call('probe', { do: 'event' })).toMatchObject({
      userInfo: { appId: from.appid, openId: from.openid },
    })
  })
})

test('a timer is nobody, and adds nothing to the event', async () => {
  expect(await contextOf('timer')).toEqual({ CLIENTIP: '127.0.0.1', ENV: 'local-env', SOURCE: 'wx_trigger' })
  expect(await cloud.as('timer').call('probe', { do: 'event' })).toEqual({ do: 'event' })
})

test('a function has the variables that all have, and its own before them', async () => {
  const context = Object(await cloud.as('bob').call('probe', { do: 'context' }))
  expect(JSON.parse(context.environment)).toMatchObject({
    SHARED_WITH: people['alice-sibling'].from.appid,
    COLOUR: 'blue',
  })
})

describe('a UNIONID that arrives late', () => {
  afterEach(() => cloud.cloud.setUnionid('carol', false))

  test('is there from the call after the switch, and gone again', async () => {
    expect(await contextOf('carol')).not.toHaveProperty('UNIONID')
    cloud.cloud.setUnionid('carol', true)
    expect(await contextOf('carol')).toMatchObject({ UNIONID: people.carol.unionid })
    cloud.cloud.setUnionid('carol', false)
    expect(await contextOf('carol')).not.toHaveProperty('UNIONID')
  })

  test('is switched by POST, and GET tells how it is', async () => {
    const ids = (...found: string[]) => ({ ids: found })
    const { alice, bob, mallory } = people
    const sibling = people['alice-sibling'].from
    const carol = {
      name: 'Carol',
      via: 'app',
      unionid: true,
      switchable: true,
      ...ids(people.carol.openid, people.carol.unionid),
    }
    expect(await (await say('carol', '{"unionid": true}')).json()).toEqual(carol)
    expect(await (await ask('/people')).json()).toEqual({
      alice: {
        name: 'Alice',
        via: 'app',
        unionid: true,
        switchable: true,
        ...ids(alice.openid, alice.unionid),
      },
      bob: { name: 'Bob', via: 'app', unionid: false, switchable: false, ...ids(bob.openid) },
      'alice-sibling': {
        name: 'Alice',
        via: 'sibling',
        unionid: true,
        switchable: true,
        ...ids(sibling.openid, sibling.unionid),
      },
      carol,
      mallory: {
        name: 'Mallory',
        via: 'stranger',
        unionid: false,
        switchable: false,
        ...ids(mallory.from.openid),
      },
      timer: { name: 'Timer', via: 'timer', unionid: false, switchable: false, ...ids() },
    })
  })

  test.each([
    ['bob', '{"unionid": true}', /bob has no UNIONID to switch/],
    ['eve', '{"unionid": true}', /Nobody is called "eve"/],
    ['carol', '{"unionid": "yes"}', /Say \{"unionid": true\}/],
    ['carol', 'true', /Say \{"unionid": true\}/],
    ['carol', '{', /Say \{"unionid": true\}/],
  ])('cannot be switched for %s by %s', async (key, body, reason) => {
    const response = await say(key, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: expect.stringMatching(reason) })
  })

  test('is not switched by a page elsewhere', async () => {
    const headers = { origin: 'https://example.com' }
    const response = await ask('/people/carol', { method: 'POST', headers, body: '{"unionid":true}' })
    expect(response.status).toBe(403)
    expect(await contextOf('carol')).not.toHaveProperty('UNIONID')
  })
})

describe('a declaration that is wrong is refused with its place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'declared-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, value: object) => {
    writeFileSync(join(folder, name), JSON.stringify(value))
    return join(folder, name)
  }

  test.each([
    [{ eve: { name: 'Eve' } }, /eve\.appid: name the mini program/],
    [{ eve: { name: 'Eve', source: 'wx_trigger', openid: 'o' } }, /eve\.source: a timer is nobody/],
    [{ eve: { name: 'Eve', appid: 'wx', unionidAtStart: false } }, /eve\.unionidAtStart: give the unionid/],
    [{ eve: { name: 'Eve', appid: 'wx', from: { openid: 'o' } } }, /eve\.from\.appid: /],
    [{ eve: { name: 'Eve', appid: 'wx', stranger: true } }, /eve\.stranger: name the other mini program/],
    [{ eve: { name: 'Eve', appid: 'wx', opnid: 'o' } }, /eve: Unrecognized key: "opnid"/],
  ])('of people: %j', (declared, reason) => {
    expect(() => loadPeople(write('people.json', declared))).toThrow(reason)
  })

  test.each([
    [{ unowned: { notes: '' } }, /purge\.unowned\.notes: /],
    [{ unowned: { nots: 'spelt wrong' } }, /purge\.unowned: nots is no owned collection/],
    [{ environment: { 'no name': 'x' } }, /purge\.environment\.no name: /],
    [{ environment: { WX_OPENID: 'o' } }, /purge\.environment\.WX_OPENID: /],
  ])('of a function: %j', (declared, reason) => {
    write('collections.json', { notes: { owned: true, indexes: [] } })
    write('functions.json', { purge: { timeout: 3, ...declared } })
    expect(() => loadEnvironment(folder)).toThrow(reason)
  })

  test.each([
    ['COLOUR=blue\nTCB_ENV=mine\n', /local\.env is not as expected\. TCB_ENV: /],
    ['colour=blue\n', /local\.env is not as expected\. colour: /],
  ])('of variables: %j', (text, reason) => {
    writeFileSync(join(folder, 'local.env'), text)
    expect(() => loadVariables(join(folder, 'local.env'))).toThrow(reason)
  })
})
