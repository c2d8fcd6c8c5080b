import { containsAll, runsOf, wordsOf } from '../../../shared/search'

test('the words of a search are what stands between blanks', () => {
  expect(wordsOf(' green\t 茶\u3000tea ')).toEqual(['green', '茶', 'tea'])
  expect(wordsOf('  ')).toEqual([])
})

describe('a text in which words are marked', () => {
  const marked = (text: string, typed: string) =>
    runsOf(text, wordsOf(typed))
      .map(({ text: run, hit }) => (hit ? `<${run}>` : run))
      .join('')

  test.each([
    ['Green TEA, green tea', 'tea', 'Green <TEA>, green <tea>'],
    ['买茶和乌龙茶', '茶', '买<茶>和乌龙<茶>'],
    ['a 🍵 cup', '🍵', 'a <🍵> cup'],
    ['teatime', 'tea teatime', '<teatime>'],
    ['teatea', 'tea', '<tea><tea>'],
    ['tea', 'tea', '<tea>'],
    ['a.b', '.', 'a<.>b'],
    ['nothing', 'tea', 'nothing'],
    ['', 'tea', ''],
  ])('%j by %j is %j', (text, typed, shown) => {
    expect(marked(text, typed)).toBe(shown)
  })

  test('has no empty piece, and is one piece where there is nothing to mark', () => {
    expect(runsOf('tea', ['tea'])).toEqual([{ start: 0, text: 'tea', hit: true }])
    for (const text of ['', 'milk'])
      for (const words of [[], ['tea']]) expect(runsOf(text, words)).toEqual([{ start: 0, text, hit: false }])
  })

  test('is whole again when its pieces are put together, each under a place of its own', () => {
    const runs = runsOf('tea and tea and 🍵', ['tea', '🍵'])
    expect(runs.map(({ text }) => text).join('')).toBe('tea and tea and 🍵')
    expect(new Set(runs.map(({ start }) => start)).size).toBe(runs.length)
  })
})

test('a note contains all words if each stands in its title or its body', () => {
  expect(containsAll(['Groceries', 'oolong TEA'], ['tea', 'groceries'])).toBe(true)
  expect(containsAll(['Groceries', 'oolong'], ['tea', 'groceries'])).toBe(false)
  expect(containsAll(['Groceries'], [])).toBe(true)
})
