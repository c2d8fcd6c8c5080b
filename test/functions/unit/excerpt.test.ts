import { excerptOf } from '../../../shared/excerpt'
import { limits } from '../../../shared/note-limits'
import { runsOf } from '../../../shared/search'

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
    expect(excerptOf(`${filler(39)}龙井`, ['龙井'])).toBe(`${filler(39)}龙井`)
    expect(excerptOf(`${filler(40)}龙井`, ['龙井'])).toBe(`…${filler(16)}龙井`)
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

  test.each([
    ['a word that begins there', `${'x'.repeat(50)} abcdefghijklmno tea`, '…abcdefghijklmno tea'],
    ['a blank that stands there', `${'x'.repeat(50)} abcdefghijklmnotea`, '…abcdefghijklmnotea'],
    ['an accent of a letter before', `${'x'.repeat(50)}e\u0301${'y'.repeat(15)}tea`, `…${'y'.repeat(15)}tea`],
    [
      'accents of a letter before',
      `${'x'.repeat(50)}e\u0301\u0302${'y'.repeat(14)}tea`,
      `…${'y'.repeat(14)}tea`,
    ],
  ])('keeps what is whole, and no part: %s', (_what, body, excerpt) => {
    expect(excerptOf(body, ['tea'])).toBe(excerpt)
  })

  test('counts words that begin within 60 characters, in the first 200 places', () => {
    const twice = (between: number) => `tea ${filler(100)} tea${' '.padEnd(between - 3, '茶')}meeting`
    expect(excerptOf(twice(60), ['tea', 'meeting'])).toMatch(/^…/)
    expect(excerptOf(twice(61), ['tea', 'meeting'])).toMatch(/^tea/)
    const often = (times: number) => `${'tea '.repeat(times)}${filler(100)} tea for the meeting`
    expect(excerptOf(often(198), ['tea', 'meeting'])).toMatch(/meeting$/)
    expect(excerptOf(often(199), ['tea', 'meeting'])).toMatch(/^tea/)
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
