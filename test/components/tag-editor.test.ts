import { show } from '../support/page'

const editor = (properties: object) => show('components/tag-editor/tag-editor', properties)
const ten = Array.from({ length: 10 }, (_, i) => `tag ${i}`)

test('nothing is shown of a note without tags, until tags are to be changed', () => {
  expect(editor({ tags: [] }).has('.tags')).toBe(false)
  expect(editor({ tags: [], open: true }).has('.field')).toBe(true)
})

test('tags that are not being changed ask to be when they are tapped; in the trash they do not', async () => {
  const opened = jest.fn()
  const shown = editor({ tags: ['a'] })
  shown.on('open', opened)
  await shown.tap('.chip')
  expect(opened).toHaveBeenCalledTimes(1)

  const readonly = editor({ tags: ['a'], readonly: true })
  readonly.on('open', opened)
  await readonly.tap('.chip')
  expect(opened).toHaveBeenCalledTimes(1)
})

test('what is typed narrows the suggestions, in whatever case and width', async () => {
  const shown = editor({ tags: ['Tea'], open: true, suggestions: ['TEA', 'Work', 'homework', 'shop'] })
  expect(shown.texts('.offer')).toEqual(['Work', 'homework', 'shop'])
  await shown.type('.field', 'ＷＯＲＫ')
  expect(shown.texts('.offer')).toEqual(['Work', 'homework'])
})

test.each([
  ['the same tag in another case', ' tEA '],
  ['nothing but blanks', ' 　 '],
  ['a sign that is spelled out and too long then', '㍿㍿㍿㍿㍿㍿'],
])('typing %s adds none', async (_, typed) => {
  const changed = jest.fn()
  const shown = editor({ tags: ['Tea'], open: true })
  shown.on('change', changed)
  await shown.type('.field', typed)
  await shown.fire('confirm', '.field')
  expect(changed).not.toHaveBeenCalled()
})

test('ten tags are enough, and it says so', () => {
  const shown = editor({ tags: ten, open: true, suggestions: ['more'] })
  expect(shown.texts('.full')).toEqual(['最多 10 个标签'])
  expect(shown.has('.field')).toBe(false)
  expect(shown.has('.offer')).toBe(false)
})
