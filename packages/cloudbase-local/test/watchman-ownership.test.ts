import { bears, belongs, confines, keepsOwner } from '../src/ownership'
import type { Fields } from '../src/store/value'

const own = { appid: 'wx', openid: 'o1', unionid: 'u1' }
const withoutUnionid = { appid: 'wx', openid: 'o1' }
const mine = { _openid: 'o1' }

describe('a query is confined to its caller', () => {
  const pairs: [title: string, confined: Fields, unconfined: Fields][] = [
    ['by OPENID', mine, { _openid: 'o2' }],
    ['by UNIONID', { unionid: 'u1' }, { unionid: 'u2' }],
    ['among other conditions', { ...mine, _id: 'n' }, { _id: 'n' }],
    ['by $eq', { _openid: { $eq: 'o1' } }, { _openid: { $eq: 'o2' } }],
    ['by $eq beside more', { _openid: { $eq: 'o1', $ne: 'x' } }, { _openid: { $gte: 'o1', $lte: 'o1' } }],
    ['by one part of $and', { $and: [{ a: 1 }, mine] }, { $and: [{ a: 1 }, { b: 1 }] }],
    ['by every branch of $or', { $or: [mine, { unionid: 'u1' }] }, { $or: [mine, { _id: 'n' }] }],
    ['beside an open $or', { ...mine, $or: [{ a: 1 }, { b: 1 }] }, { $or: [{ a: 1 }, mine] }],
    ['by $or in $and', { $and: [{ $or: [mine, mine] }] }, { $and: [{ $or: [mine, {}] }] }],
    ['by $and in $or', { $or: [{ $and: [mine, { a: 1 }] }] }, { $or: [{ $and: [{ a: 1 }] }] }],
    ['but not by an empty one', mine, {}],
    ['nor by an empty $or or $and', mine, { $or: [], $and: [] }],
    ['nor by $in, even of one', mine, { _openid: { $in: ['o1'] } }],
    ['nor by a pattern', mine, { _openid: /^o1$/ }],
    ['nor by a pattern in a branch', mine, { $or: [mine, { $and: [{ _openid: /o1/ }, { title: /x/ }] }] }],
    ['nor by $regex', mine, { _openid: { $regex: '^o1$' } }],
    ['nor by $ne', mine, { _openid: { $ne: 'o2' } }],
    ['nor by $not', mine, { _openid: { $not: { $ne: 'o1' } } }],
    ['nor inside $nor', mine, { $nor: [mine] }],
    ['nor inside $expr', mine, { $expr: { $eq: ['$_openid', 'o1'] } }],
    ['nor by a path', mine, { '_openid.0': 'o1' }],
    ['nor by a field of a field', mine, { owner: mine }],
    ['nor by $elemMatch', mine, { _openid: { $elemMatch: { $eq: 'o1' } } }],
    ['nor by null or undefined', mine, { _openid: null, unionid: undefined }],
    ['nor by an array', mine, { _openid: ['o1'] }],
    ['nor by $and or $or of something else', mine, { $and: mine, $or: [['o1']] }],
  ]
  test.each(pairs)('%s', (_, confined, unconfined) => {
    expect(confines(confined, own)).toBe(true)
    expect(confines(unconfined, own)).toBe(false)
  })

  test('a UNIONID confines nobody who has none', () => {
    expect(confines({ $or: [mine, { unionid: undefined }] }, withoutUnionid)).toBe(false)
    expect(confines({ unionid: 'u1' }, withoutUnionid)).toBe(false)
  })
})

describe('a new document', () => {
  test.each<[title: string, document: Fields]>([
    ['with the OPENID', mine],
    ['with both', { ...mine, unionid: 'u1' }],
  ])("%s is the caller's", (_, document) => expect(bears(document, own)).toBe(true))

  test.each<[title: string, document: Fields]>([
    ['with the UNIONID alone', { unionid: 'u1' }],
    ["with somebody else's OPENID", { _openid: 'o2', unionid: 'u1' }],
    ["with somebody else's UNIONID", { ...mine, unionid: 'u2' }],
    ['with a UNIONID of null', { ...mine, unionid: null }],
    ['with several OPENIDs', { _openid: ['o1', 'o2'] }],
    ['without owner', {}],
  ])("%s is not the caller's", (_, document) => expect(bears(document, own)).toBe(false))
})

test("a stored document is the caller's by either, and by nothing less", () => {
  expect([mine, { _openid: 'o2', unionid: 'u1' }].every((document) => belongs(document, own))).toBe(true)
  for (const document of [{}, { _openid: 'o2' }, { _openid: ['o1'] }, { _openid: 'o2', unionid: 'u2' }])
    expect(belongs(document, own)).toBe(false)
  expect(belongs({ _openid: 'o2', unionid: 'u1' }, withoutUnionid)).toBe(false)
  expect(belongs({ _openid: 'o2' }, withoutUnionid)).toBe(false)
})

describe('an update', () => {
  test.each<[title: string, update: Fields]>([
    ['of other fields', { $set: { title: 'a', 'meta._openid': 'x' }, $inc: { rev: 1 } }],
    ['that links a UNIONID', { $set: { unionid: 'u1' } }],
    ['that writes the same OPENID', { $set: { _openid: 'o1' } }],
  ])('%s keeps the owner', (_, update) => expect(keepsOwner(update, own)).toBe(true))

  test.each<[title: string, update: Fields]>([
    ['to another OPENID', { $set: { title: 'a', _openid: 'o2' } }],
    ['to another UNIONID', { $set: { unionid: 'u2' } }],
    ['to no OPENID', { $unset: { _openid: '' } }],
    ['to no UNIONID', { $unset: { unionid: '' } }],
    ['away', { $rename: { _openid: 'former' } }],
    ['in from a field', { $rename: { title: '_openid' } }],
    ['in part', { $set: { '_openid.0': 'o1' } }],
    ['by an operator', { $max: { _openid: 'o1' } }],
    ['to an array', { $set: { _openid: ['o1'] } }],
  ])('that moves the owner %s does not', (_, update) => expect(keepsOwner(update, own)).toBe(false))
})
