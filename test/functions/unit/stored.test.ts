import type { Owned } from '../../../cloudfunctions/common/owned'
import {
  storedBody,
  storedTags,
  storedTitle,
  toNote,
  toSummary,
  type StoredNote,
} from '../../../cloudfunctions/notes/stored'

describe('what is stored', () => {
  test('of a title is the title and its size', () => {
    expect(storedTitle('两杯茶')).toEqual({ title: '两杯茶', titleSize: 3 })
  })

  test('of a body is the body, its size and the start of it for lists', () => {
    const beside = { bodySize: 8, excerpt: 'two\ncups', boxes: 0, ticked: 0 }
    expect(storedBody('two\ncups')).toEqual({ body: 'two\ncups', ...beside })
  })

  test('of a checklist is how much there is to do, and how much is done', () => {
    const body = 'Shop\n- [ ] milk\n  - [x] tea\n- [X] eggs\n-[ ] no box\n- [ ]none'
    expect(storedBody(body)).toMatchObject({ boxes: 3, ticked: 2, excerpt: expect.stringMatching(/☐ milk/) })
  })

  test('of tags is how they were typed and how they are compared', () => {
    expect(storedTags(['Work', '读书'])).toEqual({ tags: ['Work', '读书'], tagKeys: ['work', '读书'] })
  })
})

describe('what leaves of a stored note', () => {
  const id = 'a0'.repeat(16)
  const content = { title: 't', tags: ['Work'], pinned: false }
  const times = { rev: 3, createdAt: 1, updatedAt: 2, deletedAt: null }
  const beside = { excerpt: 'b', tagKeys: ['work'], titleSize: 1, bodySize: 1 }

  test.each([
    ['a note', toNote],
    ['a summary', toSummary],
  ])(
    'as %s has its id under the name of the contract, which strips what it does not name',
    (_what, leaving) => {
      const stored: Owned<StoredNote> = { _id: id, ...content, ...times, ...beside, body: 'b' }
      expect(leaving(stored)).toEqual({ id, ...content, ...times, ...beside, body: 'b' })
    },
  )
})
