import { and, collection, containing, or, type Condition } from '../../../cloudfunctions/common/cloud'
import { inside } from '../../support/inside'
import { everyone } from '../../support/people'

const { cloud, invokedBy } = inside(everyone)
const { openid, appid, unionid } = everyone.alice
const owned = or([{ _openid: openid }, { unionid }])

interface Fields {
  _id: string
  _openid: string
  appid: string
  unionid: string
  title: string
  body?: string
  size?: number
}
let count = 0
const document = (fields: Pick<Fields, 'title'> & Partial<Fields>): Fields => ({
  _id: `cloud-${++count}`,
  _openid: openid,
  appid,
  unionid,
  ...fields,
})

/** The collection, in a call by Alice, with these documents and no others of hers. */
async function notesWith(...documents: Fields[]) {
  await invokedBy('alice')
  const notes = collection<Fields>('notes')
  await notes.remove(owned)
  for (const one of documents) await notes.add(one)
  return notes
}

describe('a text that is contained', () => {
  const titles = async (stored: string[], where: Condition) => {
    const notes = await notesWith(...stored.map((title) => document({ title })))
    const order = [['_id', 'asc']] as const
    return (await notes.find({ where: and([owned, where]), order, limit: 10 })).map(({ title }) => title)
  }

  test.each<[text: string, found: string, not: string]>([
    ['.', 'a.b', 'ab'],
    ['.*', 'a .* b', 'anything'],
    ['a|b', 'a|b', 'ab'],
    ['(', '(', 'x'],
    ['[a-z]', 'the [a-z]', 'a'],
    ['^a$', '^a$', 'a'],
    ['a{2}', 'a{2}', 'aa'],
    ['x+', 'x+y', 'xx'],
    ['why?', 'Why?', 'wh'],
    ['\\', 'C:\\', 'C:'],
    ['\\d', '\\d', '5'],
    ['\\x00', '\\x00', '\0'],
    ['a/b-c', 'a/b-c', 'a/b'],
    ['\0', 'a\0b', 'ab'],
    ['\n', 'a\nb', 'a b'],
    ['笔记', '我的笔记', '我的'],
    ['😀', 'x😀', 'x😁'],
    ['{"$gt":""}', '{"$gt":""}', 'x'],
  ])('%j is found as it stands', async (text, found, not) => {
    expect(await titles([found, not], { title: containing(text) })).toEqual([found])
  })

  test('is found in whatever case', async () => {
    expect(await titles(['ÉCLAIR', 'eclair'], { title: containing('éclair') })).toEqual(['ÉCLAIR'])
  })

  test('counts beside other conditions, and lets in nobody else’s', async () => {
    const notes = await notesWith(
      document({ title: 'tea', body: 'green' }),
      document({ title: 'black', body: 'TEA' }),
      document({ title: 'coffee', body: '' }),
    )
    const word = or([{ title: containing('tea') }, { body: containing('tea') }])
    const found = await notes.find({ where: and([owned, word, { size: null }]), limit: 10 })
    expect(found.map(({ title }) => title).sort()).toEqual(['black', 'tea'])
    await expect(notes.find({ where: word, limit: 10 })).rejects.toThrow('must not do this on notes')
    expect(cloud.takeViolations()).toHaveLength(1)
  })

  test('cannot be empty', () => {
    expect(() => containing('')).toThrow('regexp must be a string')
  })
})

test('the environment is chosen, and not guessed by the SDK, which warns when it has to', async () => {
  const warned = jest.spyOn(console, 'warn').mockImplementation()
  await (await notesWith()).find({ where: owned, limit: 1 })
  expect(warned).not.toHaveBeenCalled()
  warned.mockRestore()
})

test('a removal tells how many documents are gone', async () => {
  const notes = await notesWith(document({ title: 'a' }), document({ title: 'a' }), document({ title: 'b' }))
  const where = and([owned, { title: 'a' }])
  expect(await notes.remove(where)).toBe(2)
  expect(await notes.remove(where)).toBe(0)
  expect(await notes.find({ where: owned, limit: 10 })).toMatchObject([{ title: 'b' }])
})

describe('a total', () => {
  test('counts documents and sums up a field, in one request', async () => {
    const notes = await notesWith(
      document({ title: 'a', size: 3 }),
      document({ title: 'b', size: 4 }),
      document({ title: 'older' }),
    )
    cloud.trace.clear()
    expect(await notes.total(owned, 'size')).toEqual({ count: 3, sum: 7 })
    expect(cloud.trace.requests).toHaveLength(1)
    expect(await notes.total(and([owned, { title: 'a' }]), 'size')).toEqual({ count: 1, sum: 3 })
  })

  test('of nothing is zero', async () => {
    expect(await (await notesWith()).total(owned, 'size')).toEqual({ count: 0, sum: 0 })
  })
})
