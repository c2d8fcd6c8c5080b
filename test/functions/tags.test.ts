import { startCloud } from '../support/cloud'
import { accountOn, notesOn } from '../support/notes'
import { seed } from '../support/rows'

const cloud = startCloud()
const alice = notesOn(cloud.as('alice'))
const bob = notesOn(cloud.as('bob'))

const tagged = async (tag: string) => (await alice.get('list', { tag })).notes.map(({ title }) => title)

test('tags that differ in case, width or surrounding blanks are one tag: the first way of writing stays', async () => {
  const typed = ['Work', 'work', 'ＷＯＲＫ', '  work ', '茶', 'to  do', 'TO\u3000DO']
  const note = await alice.write('note', { tags: typed })
  expect(note.tags).toEqual(['Work', '茶', 'to do'])
  expect((await alice.get('get', { id: note.id })).note.tags).toEqual(['Work', '茶', 'to do'])
})

test.each(['Work', 'wORK', 'ｗｏｒｋ', ' work\u3000'])(
  'a note is found by its tag however it is typed: %j',
  async (tag) => {
    expect(await tagged(tag)).toEqual(['note'])
  },
)

test('a note is not found by a part of its tag, nor by what looks like a pattern', async () => {
  for (const tag of ['wor', 'work ing', '.*', '^w', '$work']) expect(await tagged(tag)).toEqual([])
})

test('a changed tag is found by its new name alone', async () => {
  const { id } = await alice.write('changing', { tags: ['before'] })
  await alice.get('update', { id, rev: 1, tags: ['After'] })
  expect(await tagged('before')).toEqual([])
  expect(await tagged('AFTER')).toEqual(['changing'])
  await alice.get('update', { id, rev: 2, title: 'changed' })
  expect(await tagged('after')).toEqual(['changed'])
})

test("nobody else's tag is found or suggested", async () => {
  await bob.write('his', { tags: ['work', 'his own'] })
  expect(await tagged('his own')).toEqual([])
  expect((await bob.get('tags', {})).tags).toEqual(['work', 'his own'])
})

describe('the suggestions', () => {
  test('are the tags of the newest notes first, each once, without those in the trash', async () => {
    await accountOn(cloud.as('alice')).get('erase', { confirm: 'erase everything' })
    await alice.write('pinned long ago', { tags: ['old', 'Tea'], pinned: true })
    await alice.discard('thrown away', { tags: ['gone'] })
    await alice.write('new', { tags: ['fresh', 'tea'] })
    expect((await alice.get('tags', {})).tags).toEqual(['fresh', 'tea', 'old'])
  })

  test('are fifty at most, of the newest two hundred notes', async () => {
    await accountOn(cloud.as('bob')).get('erase', { confirm: 'erase everything' })
    await seed(cloud, 'bob', 300, (i) => ({ tags: [`tag ${i}`, 'all'] }))
    const { tags } = await bob.get('tags', {})
    expect(tags).toHaveLength(50)
    expect(tags.slice(0, 3)).toEqual(['tag 299', 'all', 'tag 298'])
    expect(cloud.trace.requests.at(-1)).toMatchObject({ examined: 200, returned: 200 })
  })

  test('are none for who has no notes', async () => {
    await accountOn(cloud.as('bob')).get('erase', { confirm: 'erase everything' })
    expect(await bob.get('tags', {})).toEqual({ tags: [] })
  })
})
