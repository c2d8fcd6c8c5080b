import { holds } from '../../../cloudfunctions/common/holds'

test('a change that was made before is found in the document, whatever else that holds', () => {
  const document = { title: 't', tags: ['a', 'b'], rev: 2 }
  for (const changes of [{}, { title: 't' }, { tags: ['a', 'b'] }, { rev: 2, title: 't' }])
    expect(holds(document, changes)).toBe(true)
  for (const changes of [{ title: 'x' }, { tags: ['b', 'a'] }, { title: 't', rev: 3 }, { more: 1 }])
    expect(holds(document, changes)).toBe(false)
})
