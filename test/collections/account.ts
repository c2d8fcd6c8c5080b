import { cursorAt, type Sample } from './sample'

export const account: Sample = {
  fields: () => ({ confirm: 'erase everything', dryRun: false }),
  cursors: { export: ({ collection, id }) => `${collection}.${cursorAt(id)}` },
}
