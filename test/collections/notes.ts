import { cursorAt, type Sample } from './sample'

export const notes: Sample = {
  fields: (text) => ({
    title: text,
    body: text,
    tags: ['sample'],
    pinned: false,
    trashed: false,
    tag: 'sample',
    words: text,
  }),
  cursors: {
    list: ({ time, id }) => cursorAt(false, time, id),
    trash: ({ time, id }) => cursorAt(time, id),
  },
}
