import { open, pass } from '../support/page'
import { asked, givenNotes, ok } from '../pages/given'

beforeEach(() => givenNotes({ list: () => ok({ notes: [], nextCursor: null }) }))

const searched = () =>
  asked().flatMap(([action, input]) => (action === 'list' ? [(input as { words?: string }).words] : []))

test('typing is searched for once it has rested for 300 ms', async () => {
  const page = await open('notes')
  await page.type('search-field .input', 't')
  await pass(200)
  await page.type('search-field .input', 'te')
  await pass(299)
  expect(searched()).toEqual([undefined])
  await pass(1)
  expect(searched()).toEqual([undefined, 'te'])
})

test('the key on the keyboard searches at once, and only once', async () => {
  const page = await open('notes')
  await page.type('search-field .input', 'tea')
  await page.fire('confirm', 'search-field .input', { value: 'tea' })
  await pass(1000)
  expect(searched()).toEqual([undefined, 'tea'])
})

test('blanks around the words make no other search', async () => {
  const page = await open('notes')
  await page.type('search-field .input', 'tea')
  await pass(300)
  await page.type('search-field .input', 'tea ')
  await pass(300)
  expect(searched()).toEqual([undefined, 'tea'])
  expect(page.all('search-field .input')).toHaveLength(1)
})

test('there is a button to clear it while something is typed', async () => {
  const page = await open('notes')
  expect(page.has('search-field .clear')).toBe(false)
  await page.type('search-field .input', 'tea')
  await pass(300)
  await page.tap('search-field .clear')
  expect(searched()).toEqual([undefined, 'tea', undefined])
  expect(page.has('search-field .clear')).toBe(false)
})
