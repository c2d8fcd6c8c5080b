import { excerptOf } from '../../../shared/excerpt'
import { limits } from '../../../shared/note-limits'
import { containsAll, runsOf, wordsOf } from '../../../shared/search'

const filler = (length: number) => '茶'.repeat(length)

describe('the start of a body', () => {
  test('keeps its lines, without blank ones and without blanks at the ends', () => {
    expect(excerptOf(' \n\t one \r\n\n two\u00a0\u3000three ')).toBe('one\ntwo three')
  })

  test('is so long at most, and the whole body when that is shorter', () => {
    expect(excerptOf('a'.repeat(limits.excerpt))).toBe('a'.repeat(limits.excerpt))
    expect(excerptOf('a'.repeat(limits.excerpt + 1))).toBe('a'.repeat(limits.excerpt))
  })

  test('never ends in half a character, and loses nothing else', () => {
    const before = 'a'.repeat(limits.excerpt - 1)
    expect(excerptOf(`${before}😀`)).toBe(before)
    expect(excerptOf(`😀${before}`)).toBe(`😀${before.slice(1)}`)
    expect(excerptOf('😀')).toBe('😀')
  })

  test('is looked for in the first part of the body only, so that a long one costs no more', () => {
    const blank = ' '.repeat(limits.excerpt * 4)
    expect(excerptOf(`${blank.slice(1)}ab`)).toBe('a')
    expect(excerptOf(`${blank}a`)).toBe('')
  })
})

describe('the place in a body where the words of a search stand', () => {
  test('begins a little before the match, and says that there is more', () => {
    expect(excerptOf(`${filler(500)}龙井${filler(500)}`, ['龙井'])).toBe(
      `…${filler(16)}龙井${filler(limits.excerpt - 19)}`,
    )
  })

  test('is the start where a card shows the match there anyway', () => {
    expect(excerptOf('Oolong and green tea', ['TEA'])).toBe('Oolong and green tea')
    expect(excerptOf('one\ntwo tea', ['tea'])).toBe('one\ntwo tea')
  })

  test('is the start where no word stands in the body', () => {
    expect(excerptOf(filler(500), ['龙井'])).toBe(filler(limits.excerpt))
  })

  test('begins with the line of the match where that is near', () => {
    expect(excerptOf('milk\neggs\nbread\ngreen tea', ['tea'])).toBe('…green tea')
  })

  test('begins with a whole word, and with a whole character', () => {
    expect(excerptOf(`${'lorem ipsum '.repeat(20)}tea`, ['tea'])).toBe('…lorem ipsum tea')
    expect(excerptOf(`a${'🍵'.repeat(99)}b tea`, ['tea'])).toBe(`…${'🍵'.repeat(7)}b tea`)
    expect(excerptOf(`${filler(99)}👨‍👩‍👧${'x'.repeat(9)} tea`, ['tea'])).not.toMatch(/^…[\u200D\uDC00-\uDFFF]/)
  })

  test('is where most of the words stand close together', () => {
    const apart = `tea ${filler(300)} meeting ${filler(300)}`
    expect(excerptOf(`${apart} Tea for the MEETING`, ['meeting', 'tea'])).toMatch(/Tea for the MEETING$/)
    expect(excerptOf(`${apart} tea`, ['meeting', 'tea'])).toMatch(/^tea /)
  })

  test.each([
    ['emoji', '🍵', `${filler(99)}🍵`],
    ['letters with accents', 'éclair', `${filler(99)}ÉCLAIR`],
    ['Arabic', 'أخضر', `${'شاي '.repeat(40)}أخضر`],
    ['characters that mean something in a pattern', '[a.*', `${filler(99)}[a.*`],
  ])('is found by %s', (_what, word, body) => {
    expect(excerptOf(body, [word])).toMatch(/^…/)
    expect(runsOf(excerptOf(body, [word]), [word]).filter(({ hit }) => hit)).toHaveLength(1)
  })

  test('draws boxes, of a box that is cut as well', () => {
    expect(excerptOf('- [ ] milk\n  - [x] tea\n- [X] eggs\n- [ ]')).toBe('☐ milk\n☑ tea\n☑ eggs\n☐')
  })

  test('is as long as any excerpt at most, wherever the match stands', () => {
    for (const place of [0, 39, 40, 41, 100, 19_998]) {
      const excerpt = excerptOf(`${filler(place)}龙井${filler(19_998 - place)}`, ['龙井'])
      expect([place, excerpt.length]).toEqual([place, place > 19_000 ? 19 : limits.excerpt])
      expect(excerpt).toContain('龙井')
    }
  })
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
