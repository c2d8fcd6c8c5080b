import { idOf } from '../../../cloudfunctions/common/ids'
import { OwnedCollection } from '../../../cloudfunctions/common/owned'
import type { Amount } from '../../../cloudfunctions/common/quota'
import { register } from '../../../cloudfunctions/common/registration'
import type { Caller } from '../../../cloudfunctions/common/caller'
import { inside } from '../../support/inside'
import { everyone } from '../../support/people'

const { cloud, invokedBy } = inside(everyone)
const { alice, bob } = everyone

interface Fields {
  text: string
  size: number
  more: number
}
const documentsOf = (caller: Caller) => new OwnedCollection<Fields>('notes', caller)
const registered = (limit: Amount) =>
  register({
    name: 'notes',
    documentsOf,
    toExported: ({ _id, text }) => ({ id: _id, text }),
    fromExported: ({ text }, now) => ({ text, size: text.length, more: now }),
    characters: ['size', 'more'],
    limit,
  })
const registration = registered({ count: 4, characters: 3 * 60_000 })
const id = (digit: string) => digit.repeat(32)

beforeAll(async () => {
  await invokedBy('bob')
  for (const digit of ['1', '2', '3'])
    await documentsOf(bob).add(id(digit), { text: `his ${digit}`, size: 2, more: 3 })
  await invokedBy('alice')
  await documentsOf(alice).add(id('a'), { text: 'hers', size: 5, more: 7 })
})
beforeEach(() => invokedBy('bob'))

test('an export gives page after page of the documents of one person, as the collection wants them exported', async () => {
  const first = await registration.exportPage(bob, { limit: 2 })
  expect(first).toEqual({
    collection: 'notes',
    documents: [
      { id: id('3'), text: 'his 3' },
      { id: id('2'), text: 'his 2' },
    ],
    nextCursor: expect.any(String),
  })
  expect(await registration.exportPage(bob, { limit: 2, cursor: first.nextCursor ?? '' })).toEqual({
    collection: 'notes',
    documents: [{ id: id('1'), text: 'his 1' }],
    nextCursor: null,
  })
})

test('a cursor of an export is an id', async () => {
  const cursor = Buffer.from('["not an id"]').toString('base64url')
  await expect(registration.exportPage(bob, { limit: 2, cursor })).rejects.toMatchObject({
    failure: { code: 'INVALID_INPUT' },
  })
})

test('the usage is the number of documents and the sum of what counts', async () => {
  expect(await registration.usage(bob)).toEqual({ count: 3, characters: 15 })
  await invokedBy('alice')
  expect(await registration.usage(alice)).toEqual({ count: 1, characters: 12 })
})

test('erasing takes a bounded part of one person, until nothing is left', async () => {
  expect(await registration.eraseSome(bob, 2)).toBe(true)
  expect(await registration.usage(bob)).toMatchObject({ count: 1 })
  expect(await registration.eraseSome(bob, 2)).toBe(false)
  expect(await registration.usage(bob)).toMatchObject({ count: 0 })
  await invokedBy('alice')
  expect(await registration.usage(alice)).toMatchObject({ count: 1 })
  expect(cloud.takeViolations()).toEqual([])
})

describe('an import', () => {
  const now = 50_000
  const incoming = (...digits: string[]) => digits.map((digit) => ({ id: id(digit), text: `new ${digit}` }))
  const all = async () => (await registration.exportPage(bob, { limit: 9 })).documents.map(({ text }) => text)

  beforeEach(() => jest.useFakeTimers({ now, doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] }))
  afterEach(() => jest.useRealTimers())

  test('stores what is missing as the collection wants it stored, at the time it has', async () => {
    expect(await registration.importPage(bob, incoming('1', '2'), false)).toEqual({ added: 2, present: 0 })
    expect((await all()).sort()).toEqual(['new 1', 'new 2'])
    expect(await registration.usage(bob)).toEqual({ count: 2, characters: 2 * (5 + now) })
  })

  test('adds nothing of a page for which there is no room, and says how much there is', async () => {
    await expect(registration.importPage(bob, incoming('3', '4', '5'), false)).rejects.toMatchObject({
      failure: {
        code: 'LIMIT_EXCEEDED',
        message: 'There is room for 4 documents and 180000 characters.',
      },
    })
    await expect(registration.importPage(bob, incoming('3', '4'), false)).rejects.toMatchObject({
      failure: { code: 'LIMIT_EXCEEDED' },
    })
    expect(await all()).toHaveLength(2)
    // What is there takes no room.
    expect(await registration.importPage(bob, incoming('1', '2', '3'), false)).toEqual({
      added: 1,
      present: 2,
    })
  })

  test('that is only tried out adds nothing, and is never refused for want of room', async () => {
    expect(await registration.importPage(bob, incoming('1', '7', '8', '9'), true)).toEqual({
      added: 3,
      present: 1,
    })
    expect(await all()).toHaveLength(3)
  })

  test('that comes in twice at once is added once', async () => {
    const { importPage } = registered({ count: 9, characters: 9 * 60_000 })
    const twice = await Promise.all([1, 2].map(() => importPage(bob, incoming('6'), false)))
    expect(twice).toEqual(
      expect.arrayContaining([
        { added: 1, present: 0 },
        { added: 0, present: 1 },
      ]),
    )
    expect(await all()).toHaveLength(4)
  })

  test('ends where an id is taken that should be the caller’s', async () => {
    const mine = idOf(alice, 'a-key-of-hers')
    await invokedBy('bob')
    await documentsOf(bob).add(mine, { text: 'his', size: 1, more: 1 })
    await invokedBy('alice')
    const { importPage } = registered({ count: 9, characters: 9 * 60_000 })
    await expect(importPage(alice, [{ id: mine, text: 'hers' }], false)).rejects.toThrow(
      'An id is taken that no document of the caller has.',
    )
  })
})
