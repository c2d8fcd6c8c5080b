import { boxLine, boxOf, countBoxes, drawBoxes, withoutSigns, withSigns } from '../../../shared/checklist'

describe('a line that begins with a box', () => {
  test.each([
    ['- [ ] milk', { indent: '', done: false, text: 'milk' }],
    ['- [x] milk', { indent: '', done: true, text: 'milk' }],
    [' \t- [ ] oat milk ', { indent: ' \t', done: false, text: 'oat milk ' }],
    ['- [ ] ', { indent: '', done: false, text: '' }],
  ])('%j is read, and written as it was', (line, box) => {
    expect(boxOf(line)).toEqual(box)
    expect(boxLine(box)).toBe(line)
  })

  test('may come from another editor', () => {
    expect(boxOf('- [X] milk')).toEqual({ indent: '', done: true, text: 'milk' })
    expect(boxOf('- [ ]')).toEqual({ indent: '', done: false, text: '' })
  })

  test.each([
    'milk',
    '',
    '-[ ] milk',
    '- [] milk',
    '- [ ]milk',
    '- [o] milk',
    'then - [ ] milk',
    '* [ ] milk',
  ])('%j is none', (line) => {
    expect(boxOf(line)).toBeNull()
    expect(drawBoxes(line)).toBe(line)
    expect(countBoxes(line)).toEqual({ boxes: 0, ticked: 0 })
  })
})

test('the boxes of a text are counted, and those that are done', () => {
  expect(countBoxes('Shopping\n- [ ] milk\n  - [x] tea\n- [X] eggs\n')).toEqual({ boxes: 3, ticked: 2 })
})

test('boxes are drawn as signs, without their indent', () => {
  expect(drawBoxes('- [ ] milk\n  - [x] tea\n- [X] eggs\n- [ ]')).toBe('☐ milk\n☑ tea\n☑ eggs\n☐')
})

test('boxes are written as signs with their indent, and stored as they were', () => {
  const stored = '- [ ] milk\n \t- [x] tea\nthen - [ ] no box\n- [ ]'
  expect(withSigns(stored)).toBe('☐ milk\n \t☑ tea\nthen - [ ] no box\n☐')
  expect(withoutSigns(withSigns(stored))).toBe(stored)
})

test('a sign that comes from elsewhere is a box, with a blank after it or without', () => {
  expect(withoutSigns('☐milk\n☑\uFE0F tea\n☑\na ☐ here')).toBe('- [ ] milk\n- [x] tea\n- [x]\na ☐ here')
})
