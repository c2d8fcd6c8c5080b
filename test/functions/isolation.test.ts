import type { Note } from '../../shared/notes'
import { startCloud } from '../support/cloud'
import { accountOn, freshKey, notesOn } from '../support/notes'
import { everyone } from '../support/people'

const cloud = startCloud()
const alice = notesOn(cloud.as('alice'))
const bob = notesOn(cloud.as('bob'))
const absent = '0'.repeat(32)

let hers: Note
beforeAll(async () => {
  hers = await alice.write('private', { body: 'for my eyes only' })
})
afterEach(async () => {
  expect((await alice.get('get', { id: hers.id })).note).toEqual(hers)
})

/** The answer to the foreign note with its id blotted out, to be compared with the answer to an absent one. */
const blotted = (answer: unknown) => JSON.stringify(answer).replaceAll(hers.id, absent)

test("reading somebody else's note is exactly like reading none", async () => {
  const foreign = await bob.ask('get', { id: hers.id })
  expect(foreign).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  expect(blotted(foreign)).toBe(blotted(await bob.ask('get', { id: absent })))
})

test("changing somebody else's note is exactly like changing none", async () => {
  const foreign = await bob.ask('update', { id: hers.id, rev: hers.rev, title: 'mine now' })
  expect(foreign).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  expect(blotted(foreign)).toBe(blotted(await bob.ask('update', { id: absent, rev: 1, title: 'mine now' })))
})

test("removing somebody else's note is exactly like removing none", async () => {
  const foreign = await bob.ask('remove', { id: hers.id, rev: hers.rev })
  expect(foreign).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  expect(blotted(foreign)).toBe(blotted(await bob.ask('remove', { id: absent, rev: 1 })))
})

test.each(['restore', 'destroy'] as const)(
  "to %s a note in somebody else's trash is exactly like one that is not there",
  async (action) => {
    const { id, rev } = await alice.discard('thrown away')
    const foreign = await bob.ask(action, { id, rev })
    expect(foreign).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
    expect(foreign).toEqual(await bob.ask(action, { id: absent, rev }))
    expect((await alice.get('get', { id })).note).toMatchObject({ rev })
  },
)

test("nobody else's notes are in a list, a search, the trash, the suggestions, an export or a sum", async () => {
  await alice.discard('private', { body: 'for my eyes only', tags: ['secret'] })
  const { id } = await alice.write('private', { tags: ['secret'] })
  const his = accountOn(cloud.as('bob'))
  const answers = [
    await bob.get('list', { words: 'private' }),
    await bob.get('list', { tag: 'secret' }),
    await bob.get('trash', {}),
    await bob.get('tags', {}),
    (await his.get('export', {})).documents,
    (await his.get('usage', {})).notes,
  ]
  const none = { notes: [], nextCursor: null }
  expect(answers).toEqual([none, none, none, { tags: [] }, [], { count: 0, characters: 0 }])
  await alice.get('remove', { id, rev: 1 })
})

test("erasing everything of one's own leaves everything of everybody else's", async () => {
  await bob.write('to be erased')
  const all = async () => [await alice.get('list', {}), await alice.get('trash', {})]
  const before = await all()
  expect(await accountOn(cloud.as('bob')).get('erase', { confirm: 'erase everything' })).toEqual({
    left: false,
  })
  expect(await all()).toEqual(before)
})

test("nobody else's notes are in a list", async () => {
  await bob.write('his own')
  const titles = (await bob.get('list', {})).notes.map(({ title }) => title)
  expect(titles).toEqual(['his own'])
})

test.each(['openid', '_openid', 'OPENID', 'unionid', 'resourceOwnerId', 'owner'])(
  'an identity in the event (%s) is refused, not believed',
  async (field) => {
    const value = everyone.alice.openid
    for (const event of [
      { action: 'get', input: { id: hers.id }, [field]: value },
      { action: 'get', input: { id: hers.id, [field]: value } },
    ])
      expect(await bob.send(event)).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
  },
)

test("the platform's own userInfo, forged by a client, changes nothing", async () => {
  const userInfo = { openId: everyone.alice.openid, appId: everyone.alice.appid }
  expect(await bob.send({ action: 'get', input: { id: hers.id }, userInfo })).toMatchObject({
    error: { code: 'NOT_FOUND' },
  })
})

test('what the contract does not name stays in the database: no answer says whose a note is', async () => {
  const key = freshKey()
  const answers = [
    await alice.ask('create', { key, title: 'x', body: '' }),
    await alice.ask('create', { key, title: 'x', body: '' }),
    await alice.ask('get', { id: hers.id }),
    await alice.ask('list', {}),
    await alice.ask('trash', {}),
    await alice.ask('tags', {}),
    await alice.ask('update', { id: hers.id, rev: 99, title: 'stale' }),
    await alice.ask('destroy', { id: hers.id, rev: hers.rev }),
    await accountOn(cloud.as('alice')).ask('export', {}),
    await accountOn(cloud.as('alice')).ask('usage', {}),
  ]
  const { openid, appid, unionid } = everyone.alice
  for (const secret of [openid, appid, unionid]) expect(JSON.stringify(answers)).not.toContain(secret)
})
