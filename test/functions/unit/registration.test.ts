import { OwnedCollection } from '../../../cloudfunctions/common/owned'
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
const registration = register({
  name: 'notes',
  documentsOf,
  toExported: ({ _id, text }) => ({ id: _id, text }),
  characters: ['size', 'more'],
})
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
