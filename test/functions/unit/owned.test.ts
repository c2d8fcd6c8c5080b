import type { Caller } from '../../../cloudfunctions/common/caller'
import { OwnedCollection } from '../../../cloudfunctions/common/owned'
import { inside } from '../../support/inside'
import { everyone } from '../../support/people'

const { cloud, invokedBy } = inside(everyone)

interface Fields {
  title: string
  rank: number
  done: boolean
  deletedAt: number | null
}
const fields = (change: Partial<Fields> = {}): Fields => ({
  title: 't',
  rank: 1,
  done: false,
  deletedAt: null,
  ...change,
})
const { alice, bob } = everyone
const sibling = everyone['alice-sibling'].from
const order = [
  ['done', 'desc'],
  ['rank', 'desc'],
  ['_id', 'desc'],
] as const

let count = 0
const freshId = () => `owned-${++count}`
const lastRequest = () => cloud.trace.requests.at(-1)

/** That person's part of the collection, in a call by that person. */
async function partOf(key: 'alice' | 'bob' | 'alice-sibling'): Promise<OwnedCollection<Fields>> {
  await invokedBy(key)
  const { openid, appid, unionid }: Caller = { alice, bob: { ...bob }, 'alice-sibling': sibling }[key]
  return new OwnedCollection<Fields>('notes', { openid, appid, ...(unionid && { unionid }) })
}

describe('an owner is needed', () => {
  test('an empty OPENID makes no collection', () => {
    expect(() => new OwnedCollection('notes', { openid: '', appid: 'wx' })).toThrow(
      'An owned collection needs an owner.',
    )
  })
})

describe('what is added', () => {
  test('bears its OPENID, UNIONID and APPID', async () => {
    const id = freshId()
    expect(await (await partOf('alice')).add(id, fields())).toBe(true)
    const { openid, unionid, appid } = alice
    expect(lastRequest()?.update).toStrictEqual([{ ...fields(), _id: id, _openid: openid, appid, unionid }])
  })

  test('bears no UNIONID where the owner has none', async () => {
    const id = freshId()
    expect(await (await partOf('bob')).add(id, fields())).toBe(true)
    const { openid, appid } = bob
    expect(lastRequest()?.update).toStrictEqual([{ ...fields(), _id: id, _openid: openid, appid }])
  })

  test('bears them whatever its own fields say', async () => {
    const id = freshId()
    const forged = { ...fields(), _id: 'x', _openid: alice.openid, appid: 'x', unionid: 'x' }
    await (await partOf('alice')).add(id, forged)
    expect(lastRequest()?.update).toMatchObject([
      { _id: id, _openid: alice.openid, appid: alice.appid, unionid: alice.unionid },
    ])
  })

  test('does not take the place of what has this id, be it its own or not', async () => {
    const id = freshId()
    await (await partOf('alice')).add(id, fields({ title: 'first' }))
    expect(await (await partOf('alice')).add(id, fields({ title: 'second' }))).toBe(false)
    expect(await (await partOf('bob')).add(id, fields({ title: 'his' }))).toBe(false)
    expect(await (await partOf('alice')).get(id)).toMatchObject({ title: 'first' })
  })

  test('fails loudly where the collection is missing', async () => {
    await invokedBy('bob')
    const missing = new OwnedCollection('missing', { openid: bob.openid, appid: bob.appid })
    await expect(missing.add('1', {})).rejects.toThrow(/Db or Table not exist/)
  })
})

describe('what is read', () => {
  test('is the document without its owner', async () => {
    const id = freshId()
    await (await partOf('alice')).add(id, fields())
    expect(await (await partOf('alice')).get(id)).toStrictEqual({ _id: id, ...fields() })
  })

  test('is null for a foreign document, and for none', async () => {
    const id = freshId()
    await (await partOf('alice')).add(id, fields())
    const his = await partOf('bob')
    expect(await his.get(id)).toBeNull()
    expect(await his.get(freshId())).toBeNull()
  })

  test('is found from the sibling mini program by UNIONID', async () => {
    const id = freshId()
    await (await partOf('alice')).add(id, fields())
    expect(await (await partOf('alice-sibling')).get(id)).toMatchObject({ _id: id })
  })

  test('is asked for in one condition that holds owner and id, and one row at most', async () => {
    await (await partOf('bob')).get('some-id')
    expect(lastRequest()?.query).toEqual({ $and: [{ _openid: bob.openid }, { _id: 'some-id' }] })
    await (await partOf('alice')).get('some-id')
    expect(lastRequest()?.query).toEqual({
      $and: [{ $or: [{ _openid: alice.openid }, { unionid: alice.unionid }] }, { _id: 'some-id' }],
    })
  })
})

describe('a page', () => {
  test('holds those that equal the condition, in order, as many as asked, without what is left out', async () => {
    const bobs = await partOf('bob')
    for (const [rank, done] of [
      [3, false],
      [1, true],
      [2, false],
      [4, false],
    ] as const)
      await bobs.add(freshId(), fields({ title: 'paged', rank, done }))
    const equals = { title: 'paged' }
    const page = await bobs.page({ equals, order, limit: 3, without: ['title', 'deletedAt'] })
    expect(page).toStrictEqual([
      { _id: expect.any(String), rank: 1, done: true },
      { _id: expect.any(String), rank: 4, done: false },
      { _id: expect.any(String), rank: 3, done: false },
    ])
    const after = [false, 3, page[2]?._id ?? ''] as const
    expect(await bobs.page({ equals, order, after, limit: 9 })).toStrictEqual([
      { _id: expect.any(String), ...fields({ title: 'paged', rank: 2 }) },
    ])
  })

  test('never holds a foreign document, from any position on', async () => {
    const alices = await partOf('alice')
    await alices.add(freshId(), fields({ title: 'hers' }))
    const bobs = await partOf('bob')
    const equals = { title: 'hers' }
    expect(await bobs.page({ equals, order, limit: 9 })).toEqual([])
    expect(await bobs.page({ equals, order, after: [true, 99, 'z'], limit: 9 })).toEqual([])
  })
})

describe('a change', () => {
  test('is made when the document is as expected', async () => {
    const alices = await partOf('alice')
    const id = freshId()
    await alices.add(id, fields())
    expect(await alices.update(id, { rank: 1, deletedAt: null }, { title: 'new', rank: 2 })).toBe(true)
    expect(await alices.get(id)).toEqual({ _id: id, ...fields({ title: 'new', rank: 2 }) })
  })

  test('is not made when it is not', async () => {
    const alices = await partOf('alice')
    const id = freshId()
    await alices.add(id, fields())
    expect(await alices.update(id, { rank: 7 }, { title: 'new' })).toBe(false)
    expect(await alices.get(id)).toEqual({ _id: id, ...fields() })
  })

  test('is not made in a foreign document, nor in one of another id', async () => {
    const alices = await partOf('alice')
    const id = freshId()
    await alices.add(id, fields())
    expect(await (await partOf('bob')).update(id, { rank: 1 }, { title: 'his' })).toBe(false)
    expect(await (await partOf('alice')).update(freshId(), { rank: 1 }, { title: 'other' })).toBe(false)
    expect(await alices.get(id)).toEqual({ _id: id, ...fields() })
  })

  test('of the id itself is not a way around it', async () => {
    const alices = await partOf('alice')
    const id = freshId()
    await alices.add(id, fields())
    // @ts-expect-error the types refuse it too
    expect(await alices.update(freshId(), { _id: id }, { title: 'other' })).toBe(false)
  })
})

describe('a condition holds plain values only', () => {
  test.each([
    ['undefined, which the SDK would drop', undefined],
    ['an operator', { $gt: '' }],
    ['an array', ['a']],
  ])('%s is a fault, and nothing is asked', async (_what, value) => {
    const alices = await partOf('alice')
    const before = cloud.trace.requests.length
    const message = 'The condition on title must be a plain value.'
    // @ts-expect-error the types refuse it too
    await expect(alices.update('id', { title: value }, { rank: 2 })).rejects.toThrow(message)
    // @ts-expect-error the types refuse it too
    expect(() => alices.page({ equals: { title: value }, order, limit: 1 })).toThrow(message)
    // @ts-expect-error the types refuse it too
    await expect(alices.get(value)).rejects.toThrow('The condition on _id must be a plain value.')
    expect(cloud.trace.requests).toHaveLength(before)
  })

  test('null is one', async () => {
    const alices = await partOf('alice')
    const id = freshId()
    await alices.add(id, fields({ title: 'live' }))
    await alices.add(freshId(), fields({ title: 'live', deletedAt: 5 }))
    const found = await alices.page({ equals: { title: 'live', deletedAt: null }, order, limit: 9 })
    expect(found.map(({ _id }) => _id)).toEqual([id])
  })
})
