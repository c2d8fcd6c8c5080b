import { startCloud } from '../support/cloud'
import { notesOn } from '../support/notes'
import { everyone } from '../support/people'

const cloud = startCloud()
const alice = notesOn(cloud.as('alice'))
const bob = notesOn(cloud.as('bob'))

const found = async (words: string, phone = alice) =>
  (await phone.get('list', { words })).notes.map(({ title }) => title).sort()

describe('words', () => {
  beforeAll(async () => {
    await alice.write('买茶', { body: '龙井和乌龙' })
    await alice.write('Groceries', { body: 'Oolong TEA and a 🍵 cup' })
    await alice.write('Éclair', { body: 'crème brûlée' })
    await alice.write('شاي', { body: 'أخضر' })
    await alice.write('100% (sure)', { body: 'C:\\tea.* [a-z] ^$ {1} a|b' })
    await bob.write('his tea', { body: 'Oolong 乌龙 🍵' })
  })

  test.each([
    ['in the title', '买茶', ['买茶']],
    ['in the body', '乌龙', ['买茶']],
    ['within a word', 'roce', ['Groceries']],
    ['in whatever case', 'tEa', ['100% (sure)', 'Groceries']],
    ['in whatever case of other letters', 'éCLAIR CRÈME', ['Éclair']],
    ['of a language that runs from right to left', 'أخضر', ['شاي']],
    ['that are emoji', '🍵', ['Groceries']],
    ['one in the title, one in the body', 'groceries oolong', ['Groceries']],
    ['in another order than they are written', 'tea oolong', ['Groceries']],
    ['that do not all occur', 'groceries 乌龙', []],
    ['between blanks of every kind', '\u3000 tea\t\n oolong ', ['Groceries']],
  ])('%s are found', async (_where, words, titles) => {
    expect(await found(words)).toEqual(titles)
  })

  test.each([
    ['.*', ['100% (sure)']],
    ['.', ['100% (sure)']],
    ['(', ['100% (sure)']],
    ['(sure)', ['100% (sure)']],
    ['\\', ['100% (sure)']],
    ['[a-z]', ['100% (sure)']],
    ['^$', ['100% (sure)']],
    ['a|b', ['100% (sure)']],
    ['%', ['100% (sure)']],
    ['T.a', []],
    ['^', ['100% (sure)']],
    ['(a+)+$', []],
    ['{"$gt":""}', []],
    ['\0', []],
  ])('%j stands for itself and is no pattern', async (words, titles) => {
    expect(await found(words)).toEqual(titles)
  })

  test("find nobody else's notes, whatever they are", async () => {
    expect(await found('oolong', bob)).toEqual(['his tea'])
    expect(await found('Groceries', bob)).toEqual([])
    for (const words of ['.*', '|', '^', '()', '.', '$', '\\', '龙井'])
      expect(await found(words, bob)).not.toContain('Groceries')
  })

  test('do not find what is in the trash', async () => {
    const { id } = await alice.write('short-lived unicorn')
    await alice.get('remove', { id, rev: 1 })
    expect(await found('unicorn')).toEqual([])
  })

  test('are asked for beside the owner, which no word can loosen', async () => {
    for (const words of ['a', '.* $or', '{"_openid":""} |']) {
      await bob.get('list', { words, tag: 'x' })
      expect(cloud.trace.requests.at(-1)?.query).toEqual({
        $and: [
          { _openid: everyone.bob.openid },
          { deletedAt: null, tagKeys: 'x' },
          ...words
            .split(' ')
            .map(() => ({ $or: [{ title: expect.any(RegExp) }, { body: expect.any(RegExp) }] })),
        ],
      })
    }
  })
})

describe('what is found', () => {
  const first = async (words: string) => (await alice.get('list', { words })).notes[0]

  test('comes with the place in the body where the words stand, and without the body', async () => {
    await alice.write('Deep', { body: `${'茶'.repeat(5_000)}\nthe Quokka 🦘 smiles\n${'水'.repeat(5_000)}` })
    const note = await first('quokka 🦘')
    expect(note?.excerpt).toMatch(/^…the Quokka 🦘 smiles\n水+$/)
    expect(note).not.toHaveProperty('body')
  })

  test('has the start of the body where the words stand in the title alone', async () => {
    await alice.write('Wombat', { body: 'lives below\n\nthe ground' })
    expect(await first('wombat')).toMatchObject({ excerpt: 'lives below\nthe ground' })
  })
})

describe('a search with many results', () => {
  beforeAll(async () => {
    for (let i = 0; i < 23; i++)
      await bob.write(i % 2 ? `needle ${i}` : `hay ${i}`, { pinned: i === 5, tags: i % 3 ? [] : ['Third'] })
  })

  test.each([1, 4, 50])('in pages of %d gives each once, in the order of the list', async (limit) => {
    const everyPage = async (input: object) => {
      const rows: string[] = []
      let cursor: string | null | undefined
      do {
        const page = await bob.get('list', { limit, ...input, ...(cursor && { cursor }) })
        rows.push(...page.notes.map(({ title }) => title))
        cursor = page.nextCursor
      } while (cursor !== null)
      return rows
    }
    const all = await everyPage({})
    const needles = all.filter((title) => title.startsWith('needle'))
    expect(needles).toHaveLength(11)
    expect(await everyPage({ words: 'NEEDLE' })).toEqual(needles)
    const thirds = all.filter((title) => Number(title.split(' ')[1]) % 3 === 0)
    expect(await everyPage({ tag: 'third' })).toEqual(thirds)
    expect(await everyPage({ tag: 'third', words: 'needle' })).toEqual(
      thirds.filter((title) => title.startsWith('needle')),
    )
  })

  test('examines, by tag, no note without it', async () => {
    await bob.get('list', { tag: 'Third' })
    expect(cloud.trace.requests.at(-1)).toMatchObject({ index: 'openid_tag', examined: 8 })
  })
})
