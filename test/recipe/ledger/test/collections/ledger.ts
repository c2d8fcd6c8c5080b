import { cursorAt, type Sample } from './sample'

export const ledger: Sample = {
  fields: (text) => ({ amountCents: 250, text, date: '2026-03-09' }),
  cursors: { list: ({ time, id }) => cursorAt(time, id) },
}
