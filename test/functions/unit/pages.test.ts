import * as z from 'zod/mini'
import { OwnedCollection } from '../../../cloudfunctions/common/owned'
import { readPage, type List } from '../../../cloudfunctions/common/pages'
import { inside } from '../../support/inside'
import { everyone } from '../../support/people'

const { cloud, invokedBy } = inside(everyone)
const { openid, appid } = everyone.bob
const byRank = {
  order: [
    ['rank', 'desc'],
    ['_id', 'desc'],
  ],
  position: z.tuple([z.int(), z.string()]),
} as const satisfies List

interface Fields {
  rank: number
  odd: boolean
}
const notes = () => new OwnedCollection<Fields>('notes', { openid, appid })
const page = (which: { cursor?: string; limit: number; maxBytes?: number }, condition = {}) =>
  readPage(notes(), byRank, which, { equals: {}, ...condition })
const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

beforeAll(async () => {
  await invokedBy('bob')
  for (let i = 1; i <= 5; i++) await notes().add(`page-${i}`, { rank: i, odd: i % 2 === 1 })
})
beforeEach(() => invokedBy('bob'))

test('a page holds as many as asked, and the cursor of the next one; there is none at the end', async () => {
  const first = await page({ limit: 2 })
  expect(first.documents.map(({ rank }) => rank)).toEqual([5, 4])
  expect(first.nextCursor).toBe(cursorOf([4, 'page-4']))
  const second = await page({ limit: 3, cursor: first.nextCursor ?? '' })
  expect(second.documents.map(({ rank }) => rank)).toEqual([3, 2, 1])
  expect(second.nextCursor).toBeNull()
})

test('the cursor is of the last one of the page, however many it holds', async () => {
  expect((await page({ limit: 3 })).nextCursor).toBe(cursorOf([3, 'page-3']))
})

test('an empty page is the last one', async () => {
  expect(await page({ limit: 2, cursor: cursorOf([1, 'page-1']) })).toEqual({
    documents: [],
    nextCursor: null,
  })
})

test('a page is one request for one row more than it holds', async () => {
  cloud.trace.clear()
  await page({ limit: 2 })
  expect(cloud.trace.requests).toMatchObject([{ returned: 3 }])
})

test('a page ends before it weighs too much, and the next one goes on there', async () => {
  const { documents: two } = await page({ limit: 2 })
  const bytesOfTwo = two.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one)), 0)
  const first = await page({ limit: 4, maxBytes: bytesOfTwo })
  expect(first.documents.map(({ rank }) => rank)).toEqual([5, 4])
  const second = await page({ limit: 4, maxBytes: 1, cursor: first.nextCursor ?? '' })
  expect(second.documents.map(({ rank }) => rank)).toEqual([3])
  const last = await page({ limit: 4, maxBytes: 9_999, cursor: second.nextCursor ?? '' })
  expect(last.documents.map(({ rank }) => rank)).toEqual([2, 1])
  expect(last.nextCursor).toBeNull()
})

test('a page holds what fulfils the condition, without what is left out', async () => {
  const { documents } = await page({ limit: 9 }, { equals: { odd: true }, without: ['odd'] })
  expect(documents).toEqual([
    { _id: 'page-5', rank: 5 },
    { _id: 'page-3', rank: 3 },
    { _id: 'page-1', rank: 1 },
  ])
})

test.each([
  ['another text', 'nothing'],
  ['no JSON', Buffer.from('[1,').toString('base64url')],
  ['the position of another list', cursorOf([true, 1, 'page-1'])],
  ['a position that is too short', cursorOf([1])],
  ['an operator in a position', cursorOf([{ $gt: 0 }, 'page-1'])],
  ['null', cursorOf(null)],
])('a cursor that is %s is refused, and nothing is asked', async (_what, cursor) => {
  cloud.trace.clear()
  await expect(page({ limit: 2, cursor })).rejects.toMatchObject({
    failure: {
      code: 'INVALID_INPUT',
      details: {
        problems: [
          { path: 'input.cursor', message: 'Not a cursor: pass on the nextCursor of the page before.' },
        ],
      },
    },
  })
  expect(cloud.trace.requests).toEqual([])
})
