import {
  addBox,
  afterReturn,
  doneLast,
  switchBox,
  tick,
} from '../../miniprogram/components/note-body/checklist'
import { piecesOf } from '../../miniprogram/components/note-body/links'
import { rowsOf } from '../../miniprogram/components/note-body/rows'
import { pass, show, type Shown } from '../support/page'
import { wxCalls } from '../support/wx'

const list = 'Shop\n- [ ] milk\n- [x] tea\n- [ ] eggs'

/** A body on the screen, and what it told of its text. */
function body(text: string, properties: object = {}) {
  const told: string[] = []
  const shown = show('components/note-body/note-body', { text, ...properties })
  shown.on('change', ({ detail }: { detail: { text: string } }) => told.push(detail.text))
  return { shown, told }
}
const ticked = (shown: Shown) => shown.all('.box').map((box) => box.classList.contains('main--done'))
const caretOf = (written: { text: string; caret: number } | null) =>
  written && `${written.text.slice(0, written.caret)}|${written.text.slice(written.caret)}`

describe('a body', () => {
  test('with nothing to tap is a field', () => {
    const { shown } = body('Tea\n- milk\n[ ] eggs')
    expect(shown.has('.reader')).toBe(false)
    expect(shown.data.value).toBe('Tea\n- milk\n[ ] eggs')
  })

  test('with a checklist is read in rows, and a tap ticks a box and clears it', async () => {
    const { shown, told } = body(list)
    expect(shown.has('.field')).toBe(false)
    expect(shown.texts('.text')).toEqual(['Shop', 'milk', 'tea', 'eggs'])
    expect(ticked(shown)).toEqual([false, true, false])

    const before = shown.sent.length
    await shown.tap('.box')
    await shown.tap('.box')
    expect(told).toEqual([list.replace('[ ] milk', '[x] milk'), list])
    // The rest of a long note stays where it is.
    expect(JSON.stringify(shown.sent.slice(before))).not.toContain('"rows"')
  })

  test('opens its field at the end of the line that is tapped, with what was ticked meanwhile', async () => {
    const { shown } = body(list)
    await shown.tap('.box')
    await shown.tap('.text')
    expect(shown.data).toMatchObject({ reading: false, focus: true, cursor: 4 })
    expect(shown.data.value).toBe('Shop\n☑ milk\n☑ tea\n☐ eggs')
  })

  test('is read again a moment after its field has lost the focus, and not while it has it', async () => {
    const { shown } = body(list)
    await shown.tap('.text')
    await shown.type('.field', 'Shop\n☐ milk\n☑ tea\n☐ eggs\n☐ salt')
    await pass(5000)
    expect(shown.has('.reader')).toBe(false)
    await shown.fire('blur', '.field', { cursor: 4 })
    expect(shown.has('.reader')).toBe(false)
    await pass(300)
    expect(shown.texts('.text')).toEqual(['Shop', 'milk', 'tea', 'eggs', 'salt'])
  })

  test('stays a field while somebody is in it, whatever comes from elsewhere', async () => {
    const { shown } = body('milk')
    await shown.fire('focus', '.field')
    shown.set({ text: list })
    await pass(5000)
    expect(shown.data).toMatchObject({ reading: false, value: 'Shop\n☐ milk\n☑ tea\n☐ eggs' })
    await shown.fire('blur', '.field', { cursor: 0 })
    await pass(300)
    expect(shown.texts('.text')).toEqual(['Shop', 'milk', 'tea', 'eggs'])
  })

  test('goes on with a checklist when return is typed in it, and never sends back what is typed otherwise', async () => {
    const { shown, told } = body('')
    await shown.type('.field', '- [ ] milk')
    expect(shown.sent.filter((data) => 'value' in data)).toEqual([])
    await shown.type('.field', '- [ ] milk\n')
    expect(shown.data).toMatchObject({ value: '☐ milk\n☐ ', cursor: 9 })
    await shown.type('.field', '☐ milk\n☐ \n')
    expect(shown.data).toMatchObject({ value: '☐ milk\n', cursor: 7 })
    expect(told.at(-1)).toBe('- [ ] milk\n')
  })

  test('shows signs for its boxes while it is written, and tells of it as it is stored', async () => {
    const { shown, told } = body('  - [X] tea\n- [ ]')
    await shown.tap('.text')
    expect(shown.data).toMatchObject({ value: '  ☑ tea\n☐', cursor: 7 })
    await shown.type('.field', '  ☑ teapot\n☐')
    expect(told).toEqual(['  - [x] teapot\n- [ ]'])
  })

  test.each([
    ['a sign that lost its blank is a box still', '☐milk', '- [ ] milk'],
    ['a list that was pasted has boxes, too', '☐ milk\n☑\uFE0F tea', '- [ ] milk\n- [x] tea'],
    ['a sign within a line is none', 'a ☐ b', 'a ☐ b'],
  ])('%s', async (_, typed, stored) => {
    const { shown, told } = body('')
    await shown.type('.field', typed)
    expect(told).toEqual([stored])
  })

  test('takes no more than can be stored, where a box is four characters longer', async () => {
    const { shown } = body(list)
    expect(shown.data.limit).toBe(20_000 - 3 * 4)
    await shown.tap('.text')
    await shown.type('.field', 'Shop\n☐ milk')
    expect(shown.data.limit).toBe(20_000 - 4)
  })

  test('says how many words it has, and moves what is done to the end', async () => {
    const { shown, told } = body(list)
    expect(shown.texts('.count')).toEqual(['4 字'])
    await shown.tap('.move')
    expect(told).toEqual(['Shop\n- [ ] milk\n- [ ] eggs\n- [x] tea'])
    expect(shown.texts('.text')).toEqual(['Shop', 'milk', 'eggs', 'tea'])
    expect(shown.has('.move')).toBe(false)
  })

  test('in the trash is read, and stays as it is', async () => {
    const { shown, told } = body(list, { readonly: true })
    await shown.tap('.box')
    await shown.tap('.text')
    expect(shown.has('.reader')).toBe(true)
    expect(shown.has('.move')).toBe(false)
    expect(told).toEqual([])
  })

  test('copies a link that is tapped, and says so', async () => {
    const { shown } = body('See https://example.com/a?b=1, 或 http://例子.cn。')
    expect(shown.texts('.link')).toEqual(['https://example.com/a?b=1'])
    await shown.tap('.link')
    expect(wxCalls.setClipboardData).toHaveBeenCalledWith(
      expect.objectContaining({ data: 'https://example.com/a?b=1' }),
    )
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '链接已复制，请在浏览器里打开', icon: 'none' })
  })

  test('opens another mini program by its short link, and copies it where that does not work', async () => {
    const link = '#小程序://笔记/abc'
    const { shown } = body(`看 ${link}`)
    await shown.tap('.link')
    expect(wxCalls.navigateToMiniProgram).toHaveBeenCalledWith(expect.objectContaining({ shortLink: link }))
    expect(wxCalls.setClipboardData).not.toHaveBeenCalled()
    wxCalls.navigateToMiniProgram.mockImplementationOnce(({ fail }) => fail?.({ errMsg: 'cancel' }))
    await shown.tap('.link')
    expect(wxCalls.setClipboardData).toHaveBeenCalledTimes(1)
  })
})

describe('return in a checklist', () => {
  /** The bar is the caret, before which return is typed. */
  const typed = (marked: string) => {
    const caret = marked.indexOf('|')
    const before = marked.replace('|', '')
    const text = `${before.slice(0, caret)}\n${before.slice(caret)}`
    return caretOf(afterReturn(before, { text, caret: caret + 1 }))
  }

  test.each([
    ['begins the next line with a box', '- [x] tea|', '- [x] tea\n- [ ] |'],
    ['keeps the indent', '  - [ ] tea|\nend', '  - [ ] tea\n  - [ ] |\nend'],
    ['takes the rest of the line along', '- [ ] tea|pot', '- [ ] tea\n- [ ] |pot'],
    ['ends the list on a line with nothing but a box', '- [ ] tea\n- [ ] |\nend', '- [ ] tea\n|\nend'],
    ['does no more elsewhere', 'tea|', null],
    ['nor before the box', '|- [ ] tea', null],
  ])('%s', (_, before, after) => {
    expect(typed(before)).toBe(after)
  })

  test('is told from text that was put in, and never makes a note too long', () => {
    expect(afterReturn('- [ ] tea', { text: '- [ ] tea\nmilk', caret: 14 })).toBeNull()
    const full = `- [ ] ${'x'.repeat(19_990)}`
    expect(afterReturn(full, { text: `${full}\n`, caret: full.length + 1 })).toBeNull()
  })
})

describe('the button for a box', () => {
  const switched = (marked: string) =>
    caretOf(switchBox({ text: marked.replace('|', ''), caret: marked.indexOf('|') }))

  test.each([
    ['one\ntw|o\nthree', 'one\n- [ ] tw|o\nthree'],
    ['- [x] tw|o', 'tw|o'],
    ['- [|x] two', '|two'],
    ['  |two', '  - [ ] |two'],
    ['|', '- [ ] |'],
  ])('makes of %j %j', (before, after) => {
    expect(switched(before)).toBe(after)
  })

  test('begins a line at the end while nobody writes', () => {
    expect([addBox(''), addBox('tea'), addBox('tea\n')].map(caretOf)).toEqual([
      '- [ ] |',
      'tea\n- [ ] |',
      'tea\n- [ ] |',
    ])
  })

  test('does nothing in a note that has no room for it', () => {
    const full = 'x'.repeat(19_999)
    expect([addBox(full).text, switchBox({ text: full, caret: 0 }).text]).toEqual([full, full])
  })
})

describe('in the text', () => {
  test('a tick changes one line and nothing else', () => {
    expect(tick('a\n\t- [ ] b\n- [X] c', 1)).toBe('a\n\t- [x] b\n- [X] c')
    expect(tick('a\n- [ ] b', 0)).toBe('a\n- [ ] b')
  })

  test('what is done goes to the end of its own list, in its order, with what belongs to it', () => {
    const before = ['- [x] a', '  - [ ] of a', '- [ ] b', '- [x] c', 'text', '- [x] d', '- [ ] e']
    const after = ['- [ ] b', '- [x] a', '  - [ ] of a', '- [x] c', 'text', '- [ ] e', '- [x] d']
    expect(doneLast(before.join('\n')).split('\n')).toEqual(after)
  })

  test.each([
    ['(https://a.cn/b).', ['(', '*https://a.cn/b', ').']],
    ['看https://a.cn/茶，好', ['看', '*https://a.cn/', '茶，好']],
    ['http:// and example.com', ['http:// and example.com']],
    ['', []],
  ])('the links of %j end where the address does', (line, pieces) => {
    expect(piecesOf(line).map(({ text, isLink }) => (isLink ? `*${text}` : text))).toEqual(pieces)
  })

  test('rows end where their lines do, and what is too long for rows is in the last', () => {
    expect(rowsOf('ab\n- [ ] c\n').map(({ end }) => end)).toEqual([2, 10, 11])
    const rows = rowsOf(Array.from({ length: 700 }, (_, i) => `- [ ] ${i}`).join('\n'))
    expect(rows).toHaveLength(501)
    expect(rows[500]).toMatchObject({
      hasBox: false,
      pieces: [{ text: expect.stringMatching(/^- \[ \] 500\n/) }],
    })
  })
})
