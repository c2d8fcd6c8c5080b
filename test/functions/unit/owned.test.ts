import collections from '../../../cloudbase/collections.json'
import type { Caller } from '../../../cloudfunctions/common/caller'
import { anyTime, OwnedCollection, ownedCollections } from '../../../cloudfunctions/common/owned'
import { inside } from '../../support/inside'
import { everyone } from '../../support/people'

jest.mock('../../../cloudbase/collections.json', () => ({
  ...jest.requireActual<object>('../../../cloudbase/collections.json'),
  weather: { owned: false },
}))

const { cloud, invokedBy } = inside(everyone)

interface Fields {
  title: string
  rank: number
  done: boolean
  deletedAt: number | null
  labels: string[]
}
const fields = (change: Partial<Fields> = {}): Fields => ({
  title: 't',
  rank: 1,
  done: false,
  deletedAt: null,
  labels: [],
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

  test('can be asked for as what must exist: NOT_FOUND for a foreign document, and for none', async () => {
    const id = freshId()
    await (await partOf('alice')).add(id, fields())
    expect(await (await partOf('alice')).existing(id)).toStrictEqual({ _id: id, ...fields() })
    const his = await partOf('bob')
    for (const other of [id, freshId()])
      await expect(his.existing(other)).rejects.toMatchObject({ failure: { code: 'NOT_FOUND' } })
  })

  test('is found from the sibling mini program by UNIONID', async () => {
    const id = freshId()
    await (await partOf('alice')).add(id, fields())
    expect(await (await partOf('alice-sibling')).get(id)).toMatchObject({ _id: id })
  })

  test('is asked for in one condition that holds owner and id, and one row at most', async () => {
    await (await partOf('bob')).get('some-id')
    expect(lastRequest()?.fields).toEqual({ _openid: 0, unionid: 0, appid: 0 })
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
    const page = await bobs.page({ equals, order, limit: 3, without: ['title', 'deletedAt', 'labels'] })
    expect(page).toStrictEqual([
      { _id: expect.any(String), rank: 1, done: true },
      { _id: expect.any(String), rank: 4, done: false },
      { _id: expect.any(String), rank: 3, done: false },
    ])
    const after = [false, 3, page[2]?._id ?? ''] as const
    expect(await bobs.page({ equals, order, after, limit: 9 })).toStrictEqual([
      { _id: expect.any(String), ...fields({ title: 'paged', rank: 2 }) },
    ])
    expect(lastRequest()?.fields).toEqual({ _openid: 0, unionid: 0, appid: 0 })
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

describe('a page of what contains words', () => {
  const titles = async (words: string[], who: 'alice' | 'bob' = 'bob') => {
    const part = await partOf(who)
    const contains = { fields: ['title', 'labels'], words } as const
    const page = await part.page({ equals: { rank: 9 }, contains, order, limit: 9 })
    return page.map(({ title }) => title).sort()
  }

  test('holds what has each of them in one of the fields, and only where all else is as asked', async () => {
    const bobs = await partOf('bob')
    await bobs.add(freshId(), fields({ title: 'Green tea', rank: 9 }))
    await bobs.add(freshId(), fields({ title: 'green', labels: ['TEA'], rank: 9 }))
    await bobs.add(freshId(), fields({ title: 'tea', rank: 9 }))
    await bobs.add(freshId(), fields({ title: 'green tea of another rank' }))
    expect(await titles(['green', 'tea'])).toEqual(['Green tea', 'green'])
    expect(await titles(['tea'])).toEqual(['Green tea', 'green', 'tea'])
    expect(await titles([])).toEqual(['Green tea', 'green', 'tea'])
    expect(await titles(['n t'])).toEqual(['Green tea'])
  })

  test('holds nothing foreign, and says so in the same condition as the words', async () => {
    expect(await titles(['tea'], 'alice')).toEqual([])
    expect(lastRequest()?.query).toEqual({
      $and: [
        { $or: [{ _openid: alice.openid }, { unionid: alice.unionid }] },
        { rank: 9 },
        { $or: [{ title: expect.any(RegExp) }, { labels: expect.any(RegExp) }] },
      ],
    })
  })
})

describe('equality', () => {
  test('with one element of a list is that the list has it', async () => {
    const bobs = await partOf('bob')
    const id = freshId()
    await bobs.add(id, fields({ labels: ['a', 'b'] }))
    expect(await bobs.page({ equals: { labels: 'b' }, order, limit: 9 })).toMatchObject([{ _id: id }])
    expect(await bobs.page({ equals: { labels: 'c' }, order, limit: 9 })).toEqual([])
  })

  test('with any time is that there is one', async () => {
    const bobs = await partOf('bob')
    const [timed, none] = [freshId(), freshId()]
    await bobs.add(timed, fields({ title: 'timed', deletedAt: 1 }))
    await bobs.add(none, fields({ title: 'timed', deletedAt: null }))
    const equals = { title: 'timed', deletedAt: anyTime } as const
    expect(await bobs.page({ equals, order, limit: 9 })).toMatchObject([{ _id: timed }])
    expect(lastRequest()?.query).toEqual({
      $and: [{ _openid: bob.openid }, { title: 'timed', deletedAt: { $gt: 0 } }],
    })
    expect(await bobs.update(none, { deletedAt: anyTime }, { rank: 5 })).toBe(false)
    expect(await bobs.update(timed, { deletedAt: anyTime }, { rank: 5 })).toBe(true)
  })
})

describe('the total', () => {
  test("is of all that is the owner's: how many, and the sum of the fields named", async () => {
    const alices = await partOf('alice')
    const before = await alices.total('rank')
    await alices.add(freshId(), fields({ rank: 3 }))
    await (await partOf('alice-sibling')).add(freshId(), fields({ rank: 4 }))
    await (await partOf('bob')).add(freshId(), fields({ rank: 100 }))
    const { count: documents, sum } = await (await partOf('alice')).total('rank')
    expect([documents - before.count, sum - before.sum]).toEqual([2, 7])
    expect(lastRequest()?.query).toEqual({
      $and: [{ $or: [{ _openid: alice.openid }, { unionid: alice.unionid }] }, {}],
    })
  })
})

describe('a removal', () => {
  test('is made when the document is as expected, and not when it is not', async () => {
    const alices = await partOf('alice')
    const id = freshId()
    await alices.add(id, fields())
    expect(await alices.remove(id, { rank: 2 })).toBe(false)
    expect(await alices.get(id)).not.toBeNull()
    expect(await alices.remove(id, { rank: 1 })).toBe(true)
    expect(await alices.get(id)).toBeNull()
    expect(await alices.remove(id, { rank: 1 })).toBe(false)
  })

  test('is not made of a foreign document', async () => {
    const alices = await partOf('alice')
    const id = freshId()
    await alices.add(id, fields())
    expect(await (await partOf('bob')).remove(id, { rank: 1 })).toBe(false)
    await invokedBy('alice')
    expect(await alices.get(id)).not.toBeNull()
  })
})

describe('a removal of some', () => {
  test("deletes as many of the owner's as asked, tells whether more may be left, and nobody else's", async () => {
    const alices = await partOf('alice')
    const hers = await alices.total('rank')
    const bobs = await partOf('bob')
    while (await bobs.removeSome(100));
    expect(await bobs.removeSome(2)).toBe(false)
    for (let i = 0; i < 5; i++) await bobs.add(freshId(), fields({ rank: 1 }))
    const left = []
    for (let i = 0; i < 3; i++) left.push([await bobs.removeSome(2), (await bobs.total('rank')).count])
    expect(left).toEqual([
      [true, 3],
      [true, 1],
      [false, 0],
    ])
    await invokedBy('alice')
    expect(await alices.total('rank')).toEqual(hers)
  })

  test('is one reading, and one removal up to the last that was read', async () => {
    const bobs = await partOf('bob')
    await bobs.add(freshId(), fields())
    cloud.trace.clear()
    expect(await bobs.removeSome(1)).toBe(true)
    const mine = { _openid: bob.openid }
    expect(cloud.trace.requests).toMatchObject([
      { action: 'database.getDocument', query: { $and: [mine, {}] } },
      {
        action: 'database.removeDocument',
        query: { $and: [mine, {}, { _id: { $lte: expect.any(String) } }] },
      },
    ])
    expect(cloud.trace.requests[0]?.fields).toEqual({ _id: 1 })
  })
})

test('the owned collections are those that are declared so', () => {
  const declared: Record<string, { owned?: boolean }> = collections
  expect(ownedCollections).toContain('notes')
  expect(ownedCollections.filter((name) => !declared[name]?.owned)).toEqual([])
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
    ['a symbol of another kind', Symbol('x')],
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
