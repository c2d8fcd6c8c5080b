import { limits } from '../../shared/note-limits'
import { startCloud } from '../support/cloud'
import { notesOn } from '../support/notes'

const cloud = startCloud()
const alice = notesOn(cloud.as('alice'))
const bob = notesOn(cloud.as('bob'))

const read = async (ids: string[]) => (await alice.get('read', { ids })).notes

test('several notes are read at once, whole', async () => {
  const [one, two] = [await alice.write('one', { body: 'whole\n\nbody' }), await alice.write('two')]
  expect((await read([one.id, two.id])).sort((a, b) => (a.title < b.title ? -1 : 1))).toEqual([one, two])
})

test("what is in the trash, somebody else's, or nothing at all is left out", async () => {
  const live = await alice.write('live')
  const gone = await alice.discard('gone')
  const his = await bob.write('his')
  expect(await read([gone.id, his.id, live.id, '0'.repeat(32)])).toEqual([live])
  expect(await read([his.id])).toEqual([])
})

test('an answer is bounded by its weight, and has one note at least', async () => {
  const ids: string[] = []
  for (let i = 0; i < 15; i++) ids.push((await alice.write('', { body: '茶'.repeat(limits.body) })).id)
  const notes = await read(ids)
  expect(notes).toHaveLength(13)
  expect(Buffer.byteLength(JSON.stringify(notes))).toBeLessThan(800_000)
})
