import { show } from '../support/page'

const card = (properties: object) => show('components/note-card/note-card', { time: '刚刚', ...properties })

test('a card shows title, excerpt, age and tags', () => {
  const shown = card({ title: 'Tea', excerpt: 'Green', tags: '工作 · tea' })
  expect(shown.texts('.title')).toEqual(['Tea'])
  expect(shown.texts('.excerpt')).toEqual(['Green'])
  expect(shown.texts('.time')).toEqual(['刚刚'])
  expect(shown.texts('.tags')).toEqual(['工作 · tea'])
  expect(shown.has('.lead')).toBe(false)
})

test('a card has no line for tags where there are none', () => {
  expect(card({ title: 'Tea', tags: '' }).has('.meta')).toBe(false)
})

test('a note that the cloud does not have yet says so, in words', () => {
  expect(card({ title: 'Tea', waiting: true }).texts('.waiting')).toEqual(['等待同步'])
  expect(card({ title: 'Tea', waiting: false }).has('.waiting')).toBe(false)
})

test('a note with two versions says that it is for the person to decide, not that it will be sent', () => {
  expect(card({ title: 'Tea', waiting: true, undecided: true }).texts('.waiting')).toEqual(['等你来选'])
})

test('the text leads where there is no title', () => {
  const shown = card({ title: '', excerpt: 'Green' })
  expect(shown.texts('.lead')).toEqual(['Green'])
  expect(shown.has('.excerpt')).toBe(false)
})

test('an empty note is still something to tap', () => {
  expect(card({ title: '', excerpt: '' }).texts('.untitled')).toEqual(['无标题'])
})

test('markup in a note is shown as it was typed', () => {
  expect(card({ title: '<b>{{x}}</b>', excerpt: '' }).texts('.title')).toEqual(['<b>{{x}}</b>'])
})

test('words that were looked for are marked in title and excerpt, and the rest is there as it was', () => {
  const shown = card({ title: 'Green tea', excerpt: 'tea\nof TEAs', words: ' tea ' })
  expect(shown.texts('.title .hit')).toEqual(['tea'])
  expect(shown.texts('.excerpt .hit')).toEqual(['tea', 'TEA'])
  expect(shown.texts('.title')).toEqual(['Green tea'])
  expect(shown.texts('.excerpt')).toEqual(['tea of TEAs'])
  expect(card({ title: 'Green tea', excerpt: 'tea' }).has('.hit')).toBe(false)
})

test('a note with a checklist says how much of it is done', () => {
  expect(card({ progress: '✓ 3/7' }).texts('.progress')).toEqual(['✓ 3/7'])
  expect(card({ progress: '' }).has('.progress')).toBe(false)
})
