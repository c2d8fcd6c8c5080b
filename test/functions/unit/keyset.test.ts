import { beyond, type Order } from '../../../cloudfunctions/common/keyset'
import { OwnedCollection } from '../../../cloudfunctions/common/owned'
import { inside } from '../../support/inside'
import { everyone } from '../../support/people'

const { cloud, invokedBy } = inside(everyone)
const { openid, appid } = everyone.bob
const order = [
  ['pinned', 'desc'],
  ['updatedAt', 'desc'],
  ['_id', 'desc'],
] as const satisfies Order

/** The condition as the SDK sends it. */
async function sent(position: (string | number | boolean)[]): Promise<unknown> {
  await invokedBy('bob')
  await new OwnedCollection('notes', { openid, appid }).page({ equals: {}, order, after: position, limit: 1 })
  const query = cloud.trace.requests.at(-1)?.query as { $and: unknown[] }
  return query.$and.at(-1)
}

test('what comes after a position is equal before a field and below in it, for each field', async () => {
  expect(await sent([true, 7, 'b'])).toEqual({
    $or: [
      { pinned: { $lt: true } },
      { pinned: true, updatedAt: { $lt: 7 } },
      { pinned: true, updatedAt: 7, _id: { $lt: 'b' } },
    ],
  })
})

test('nothing is below false, so nothing is asked there', async () => {
  expect(await sent([false, 0, 'b'])).toEqual({
    $or: [
      { pinned: false, updatedAt: { $lt: 0 } },
      { pinned: false, updatedAt: 0, _id: { $lt: 'b' } },
    ],
  })
})

test('a position that lacks a value is a fault that names the field', () => {
  expect(() => beyond(order, [true, 7])).toThrow('The position has no value for _id.')
})
