import * as z from 'zod/mini'
import { id, key, rev, time } from './fields'
import { nextCursor, pageInput } from './pages'

const amountCents = z.int()
const text = z.string().check(z.maxLength(200))
/** A day, like 2026-03-09. */
const date = z.iso.date()

export const entrySchema = z.object({ id, amountCents, text, date, rev, createdAt: time })

/** An entry of the ledger as its owner sees it. */
export type Entry = z.infer<typeof entrySchema>

/** The contract of the cloud function `ledger`. */
export const ledgerContract = {
  create: {
    input: z.strictObject({ key, amountCents, text, date }),
    output: z.object({ entry: entrySchema }),
  },
  /** The latest written first. */
  list: {
    input: z.strictObject(pageInput),
    output: z.object({ entries: z.array(entrySchema), nextCursor }),
  },
  update: {
    input: z.strictObject({ id, rev, amountCents, text, date }),
    output: z.object({ id, rev }),
    current: entrySchema,
  },
  /** Deletes for good. */
  remove: {
    input: z.strictObject({ id, rev }),
    output: z.object({ id }),
    current: entrySchema,
  },
} as const
