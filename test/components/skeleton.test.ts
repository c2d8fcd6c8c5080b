import { show } from '../support/page'

test('grey cards are three unless told otherwise', () => {
  expect(show('components/skeleton/skeleton').all('.card')).toHaveLength(3)
  expect(show('components/skeleton/skeleton', { count: 1 }).all('.card')).toHaveLength(1)
})
