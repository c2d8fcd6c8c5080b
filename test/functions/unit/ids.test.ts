import { idOf, idsOfImported } from '../../../cloudfunctions/common/ids'

const caller = { openid: 'oNOTES alice', appid: 'wx' }
const other = { openid: 'oNOTES bob', appid: 'wx' }
const key = 'key-of-a-document'
const foreign = 'f'.repeat(32)

describe('the id of a new document', () => {
  test('is 32 hexadecimal digits that follow from owner and key', () => {
    expect(idOf(caller, key)).toMatch(/^[0-9a-f]{32}$/)
    expect(idOf(caller, key)).toBe(idOf({ ...caller, unionid: 'uOPEN alice' }, key))
  })

  test('is another one for another key, and for another owner, in both halves', () => {
    const ids = [idOf(caller, key), idOf(caller, 'another key'), idOf(other, key)]
    for (const half of [ids.map((id) => id.slice(0, 16)), ids.map((id) => id.slice(16))])
      expect(new Set(half).size).toBe(3)
  })
})

describe('the id of a document that is imported', () => {
  const unionid = 'uOPEN alice'

  test('is kept where the caller made it', () => {
    const id = idOf(caller, key)
    expect(idsOfImported(caller, id).made).toBe(id)
    expect(idsOfImported({ ...caller, unionid }, id).made).toBe(id)
  })

  test('is a new one where somebody else made it, or nobody, and always the same', () => {
    for (const id of [foreign, idOf(other, key)]) {
      const { made, all } = idsOfImported(caller, id)
      expect(made).not.toBe(id)
      expect(all).toEqual([id, made])
      expect(idsOfImported(caller, id)).toEqual({ made, all })
      expect(idsOfImported(other, foreign).made).not.toBe(made)
    }
  })

  test('stays the same when it was exported again', () => {
    const { made } = idsOfImported(caller, foreign)
    expect(idsOfImported(caller, made).made).toBe(made)
  })

  test('is found again when the UNIONID has come meanwhile, and from the sibling mini program', () => {
    const early = idsOfImported(caller, foreign).made
    const late = idsOfImported({ ...caller, unionid }, foreign)
    expect(late.all).toContain(early)
    const sibling = idsOfImported({ openid: 'oSIBLING alice', appid: 'wx', unionid }, foreign)
    expect(sibling.made).toBe(late.made)
    expect(idsOfImported({ ...caller, unionid }, late.made).made).toBe(late.made)
  })
})
