import { collection } from '../../../cloudfunctions/common/cloud'
import { removeOfEveryone } from '../../../cloudfunctions/common/everyone'
import { inside } from '../../support/inside'
import { everyone } from '../../support/people'

const { cloud, invokedBy } = inside(everyone, {
  functionSettings: { environment: { timeout: 3, unowned: { notes: 'stands for a function of the timer' } } },
})
const { alice, bob } = everyone

interface Row {
  _id: string
  _openid: string
  at: number | null
}
const rows = collection<Row>('notes')

/** Of two people, those with an even number are Alice's. */
async function given(...times: (number | null)[]): Promise<void> {
  await invokedBy('timer')
  for (const [i, at] of times.entries())
    await rows.add({ _id: `row-${i}`, _openid: i % 2 ? bob.openid : alice.openid, at })
}
const left = async () =>
  (await rows.find({ where: {}, order: [['_id', 'asc']], limit: 99 })).map(({ _id }) => _id)

afterEach(async () => {
  await invokedBy('timer')
  for (const _id of await left()) await rows.remove({ _id })
})

test('what has a time before the given one is deleted, of everybody, and nothing else', async () => {
  await given(1, 9, 10, 11, null, 0)
  expect(await removeOfEveryone('notes', 'at', 10, 100)).toEqual({ removed: 2, more: false })
  expect(await left()).toEqual(['row-2', 'row-3', 'row-4', 'row-5'])
})

test('the oldest go first, no more than asked at once, and it says when there may be more', async () => {
  await given(5, 3, 3, 3, 1)
  expect(await removeOfEveryone('notes', 'at', 10, 2)).toEqual({ removed: 2, more: true })
  expect(await left()).toEqual(['row-0', 'row-2', 'row-3'])
  expect(await removeOfEveryone('notes', 'at', 10, 2)).toEqual({ removed: 2, more: true })
  expect(await left()).toEqual(['row-0'])
  expect(await removeOfEveryone('notes', 'at', 10, 2)).toEqual({ removed: 1, more: false })
  expect(await removeOfEveryone('notes', 'at', 10, 2)).toEqual({ removed: 0, more: false })
})

test('a batch is one reading, and one removal that asks for the time again', async () => {
  await given(1, 7)
  cloud.trace.clear()
  await removeOfEveryone('notes', 'at', 10, 5)
  const due = { $and: [{ at: { $gt: 0 } }, { at: { $lt: 10 } }] }
  const upToLast = { $or: [{ at: { $lt: 7 } }, { at: 7, _id: { $lte: 'row-1' } }] }
  expect(cloud.trace.requests.map(({ action, query, fields }) => [action, query, fields])).toEqual([
    ['database.getDocument', due, { at: 1 }],
    ['database.removeDocument', { $and: [due, upToLast] }, undefined],
  ])
})

test('a reading of some fields only gives these and the id', async () => {
  await given(1)
  expect(await rows.find({ where: {}, limit: 1, only: ['at'] })).toEqual([{ _id: 'row-0', at: 1 }])
})
