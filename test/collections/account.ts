import { cursorAt, type Sample } from './sample'

export const account: Sample = {
  fields: () => ({ confirm: 'erase everything' }),
  cursors: { export: ({ collection, id }) => `${collection}.${cursorAt(id)}` },
}
