import { limits } from '../../shared/note-limits'
import { pageLimits } from '../../shared/pages'
import { startCloud } from '../support/cloud'
import { freshKey, notesOn } from '../support/notes'

const cloud = startCloud()
const alice = notesOn(cloud.as('alice'))
const id = 'a'.repeat(32)
const note = () => ({ key: freshKey(), title: 't', body: 'b' })
const create = (change: object) => ({ action: 'create', input: { ...note(), ...change } })

const malformed: [what: string, event: unknown, path: string][] = [
  ['null', null, 'action'],
  ['a string', 'create', ''],
  ['an array', [1, 2], ''],
  ['an empty object', {}, 'action'],
  ['an unknown action', { action: 'drop', input: {} }, 'action'],
  ['a key of Object.prototype as action', { action: 'constructor', input: {} }, 'action'],
  ['an action that is an object', { action: { $ne: '' }, input: {} }, 'action'],
  ['no input', { action: 'get' }, 'input'],
  ['an input that is an array', { action: 'get', input: [id] }, 'input'],
  ['a title over the limit', create({ title: 'x'.repeat(limits.title + 1) }), 'input.title'],
  ['a body over the limit', create({ body: 'x'.repeat(limits.body + 1) }), 'input.body'],
  ['a title that is a number', create({ title: 5 }), 'input.title'],
  ['a title that is null', create({ title: null }), 'input.title'],
  ['too many tags', create({ tags: Array(limits.tags + 1).fill('x') }), 'input.tags'],
  ['an over-long tag', create({ tags: ['ok', 'x'.repeat(limits.tag + 1)] }), 'input.tags.1'],
  ['an empty tag', create({ tags: [''] }), 'input.tags.0'],
  ['a pin that is a string', create({ pinned: 'yes' }), 'input.pinned'],
  ['a key that is too short', create({ key: 'short' }), 'input.key'],
  ['an unknown field', create({ color: 'red' }), 'input'],
  ['an owner in the input', create({ _openid: 'x' }), 'input'],
  ['an operator object as id', { action: 'get', input: { id: { $gt: '' } } }, 'input.id'],
  ['an array as id', { action: 'get', input: { id: [id] } }, 'input.id'],
  ['an id of another shape', { action: 'get', input: { id: '../etc' } }, 'input.id'],
  ['a revision of zero', { action: 'remove', input: { id, rev: 0 } }, 'input.rev'],
  ['an operator object as revision', { action: 'remove', input: { id, rev: { $gte: 0 } } }, 'input.rev'],
  ['an update of nothing', { action: 'update', input: { id, rev: 1 } }, 'input'],
  ['a page that is too large', { action: 'list', input: { limit: pageLimits.maxSize + 1 } }, 'input.limit'],
  ['a page of a fraction', { action: 'list', input: { limit: 2.5 } }, 'input.limit'],
  ['a cursor that is no cursor', { action: 'list', input: { cursor: 'bm90aGluZw' } }, 'input.cursor'],
  [
    'an over-long cursor',
    { action: 'list', input: { cursor: 'x'.repeat(pageLimits.cursor + 1) } },
    'input.cursor',
  ],
  [
    'a cursor with an operator inside',
    { action: 'list', input: { cursor: Buffer.from('[{"$gt":""},1,"x"]').toString('base64url') } },
    'input.cursor',
  ],
  ['a tag of nothing but blanks', create({ tags: [' \u3000\t'] }), 'input.tags.0'],
  ['words of nothing but blanks', { action: 'list', input: { words: ' \n ' } }, 'input.words'],
  ['an operator object as words', { action: 'list', input: { words: { $regex: '.*' } } }, 'input.words'],
  ['an operator object as tag', { action: 'list', input: { tag: { $ne: '' } } }, 'input.tag'],
  ['a search of the trash', { action: 'trash', input: { words: 'x' } }, 'input'],
  ['something asked of the tags', { action: 'tags', input: { where: {} } }, 'input'],
  [
    'a cursor of the list in the trash',
    {
      action: 'trash',
      input: { cursor: Buffer.from(JSON.stringify([true, 1, id])).toString('base64url') },
    },
    'input.cursor',
  ],
  ['two megabytes of text', create({ body: 'x'.repeat(2_000_000) }), ''],
  ['a hundred thousand tags', create({ tags: Array(100_000).fill('') }), ''],
]

test.each(malformed)(
  '%s is refused with the failing path, and touches no row',
  async (_what, event, path) => {
    const before = cloud.trace.requests.length
    const answer = await alice.send(event)
    expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
    const problems = answer.ok || answer.error.code !== 'INVALID_INPUT' ? [] : answer.error.details.problems
    expect(problems).toContainEqual({ path, message: expect.stringMatching(/./) })
    expect(cloud.trace.requests).toHaveLength(before)
  },
)

test('every failing path is named', async () => {
  const answer = await alice.send(create({ title: 1, body: 2 }))
  expect(answer).toMatchObject({
    error: { details: { problems: [{ path: 'input.title' }, { path: 'input.body' }] } },
  })
})

test('what the platform itself puts into an event is neither an error nor read', async () => {
  const event = { action: 'list', input: {}, userInfo: { appId: 'x', openId: 'y' }, tcbContext: {} }
  expect(await alice.send(event)).toMatchObject({ ok: true })
})

test('five megabytes of nested arrays are refused before they reach a function', async () => {
  const body = `{"action":"get","input":${'['.repeat(2_500_000)}${']'.repeat(2_500_000)}}`
  const before = cloud.trace.calls.length
  const answer = await fetch(`${cloud.url}/call/notes`, {
    method: 'POST',
    headers: { 'x-local-person': 'alice' },
    body,
  })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toEqual({ error: expect.stringContaining('nested') })
  expect(cloud.trace.calls).toHaveLength(before)
}, 30_000)
