import { fromCursor, toCursor } from '../../../cloudfunctions/account/export-cursor'

const collections = ['notes', 'others'] as const

test('a cursor leads back to the place it was made of', () => {
  for (const place of [
    { collection: 'notes', cursor: 'WyJhIl0' },
    { collection: 'others', cursor: undefined },
  ])
    expect(fromCursor(toCursor(place), collections)).toEqual(place)
})

test.each([
  '',
  '.',
  'notes',
  'WyJhIl0',
  'weather.',
  'notes.a.b',
  'Notes.',
  '__proto__.',
  'constructor.',
  '0.',
])('a cursor that is no place in one of the collections is refused: %j', (text) => {
  expect(() => fromCursor(text, collections)).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({
        code: 'INVALID_INPUT',
        details: {
          problems: [
            { path: 'input.cursor', message: 'Not a cursor: pass on the nextCursor of the page before.' },
          ],
        },
      }),
    }),
  )
})
