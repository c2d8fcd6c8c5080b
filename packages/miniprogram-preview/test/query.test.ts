import type { RequestRecord } from '../src/cloud'
import { conditionsOf, ownerOf, ownerText, statementOf } from '../src/shell/query'

const names: Record<string, string> = { oALICE: 'Alice', uALICE: 'Alice', oBOB: 'Bob' }
const nameOf = (id: string) => names[id]
const textsOf = (query: object) => conditionsOf(query, nameOf).map(({ text }) => text)
const request = (more: Partial<RequestRecord>): RequestRecord => ({
  invocation: 'i',
  action: 'database.getDocument',
  collection: 'notes',
  ms: 1,
  ...more,
})
const chipOf = (more: Partial<RequestRecord>) => {
  const owner = ownerOf(request(more), nameOf)
  return owner && ownerText(owner)
}

test.each([
  ['equality', { deletedAt: null, pinned: true }, ['deletedAt = null', 'pinned = true']],
  ['parts of one $and', { $and: [{ a: 1 }, { $and: [{ b: 2 }] }] }, ['a = 1', 'b = 2']],
  ['branches', { $or: [{ a: 1 }, { a: 2, b: { $lt: 3 } }] }, ['(a = 1 or a = 2 and b < 3)']],
  ['bounds', { a: { $gte: 1, $lt: 5 } }, ['a ≥ 1', 'a < 5']],
  ['a pattern', { title: { $regex: 'tea', $options: 'i' } }, ['title ~ /tea/i']],
  ['an operator without a sign', { a: { $exists: true } }, ['a $exists true']],
  ['an owner', { _openid: 'oBOB' }, ['_openid = Bob']],
  ['an owner by $eq', { _openid: { $eq: 'oBOB' } }, ['_openid = Bob']],
  ['an owner whom nobody knows', { _openid: 'oEVE' }, ['_openid = "oEVE"']],
])('%s is written as a reader would', (_, query, texts) => {
  expect(textsOf(query)).toEqual(texts)
})

test('OPENID and UNIONID of one person are one condition, those of two are not', () => {
  expect(textsOf({ $or: [{ _openid: 'oALICE' }, { unionid: 'uALICE' }] })).toEqual([
    '_openid or unionid = Alice',
  ])
  const [two] = conditionsOf({ $or: [{ _openid: 'oBOB' }, { unionid: 'uALICE' }] }, nameOf)
  expect(two).toEqual({ text: '(_openid = Bob or unionid = Alice)' })
})

test('a call of an interface of WeChat is written with what was sent', () => {
  const request = { invocation: 'i', action: 'wx.openApi', api: 'wxacode.get', query: { path: 'a' }, ms: 1 }
  expect(statementOf(request, nameOf)).toEqual([
    { word: 'call', text: 'openapi.wxacode.get' },
    { word: 'with', text: '{\n  "path": "a"\n}' },
  ])
})

describe('the owner of a request', () => {
  test('is in its query, or in the documents that it adds', () => {
    expect(chipOf({ query: { $and: [{ _openid: 'oBOB' }, { a: 1 }] } })).toBe('_openid = Bob')
    expect(chipOf({ update: [{ _openid: 'oALICE', unionid: 'uALICE', title: 'Tea' }] })).toBe(
      '_openid or unionid = Alice',
    )
  })

  test('is not what a single branch names, nor an operator', () => {
    expect(chipOf({ query: { $or: [{ _openid: 'oBOB' }, { a: 1 }] } })).toBeUndefined()
    expect(chipOf({ query: { _openid: { $gt: '' } } })).toBeUndefined()
  })
})

test('a statement has a clause a line', () => {
  const lines = statementOf(
    request({ query: { _openid: 'oBOB' }, order: [['updatedAt', -1]], fields: { body: 0, _openid: false } }),
    nameOf,
  )
  expect(lines.map(({ word, text }) => [word, text])).toEqual([
    ['find', 'notes'],
    ['where', undefined],
    ['order by', 'updatedAt ↓'],
    ['fields', 'without body, _openid'],
  ])
})
