import * as z from 'zod/mini'
import { exportPages } from './export-pages'
import { cursor } from './pages'

const amount = z.int().check(z.minimum(0))

/** How much one person keeps in each owned collection, a trash included. */
const usage = z.record(z.keyof(z.object(exportPages)), z.object({ count: amount, characters: amount }))

/** One page of an export. `nextCursor` leads through one collection after another; null at the end of the last one. */
const exportPage = z.union(Object.values(exportPages))

export type Usage = z.infer<typeof usage>
export type ExportPage = z.infer<typeof exportPage>

/** The contract of the cloud function `account`: all that is one person's, at once. */
export const accountContract = {
  usage: {
    input: z.strictObject({}),
    output: usage,
  },
  /** Everything the app keeps of the caller, in pages; a trash included. */
  export: {
    input: z.strictObject({ cursor }),
    output: exportPage,
  },
  /** Deletes a part of everything; to be called until nothing is left. Can be cut off and called again at any time. */
  erase: {
    /** The word is there so that no call erases by mistake. */
    input: z.strictObject({ confirm: z.literal('erase everything') }),
    output: z.object({ left: z.boolean() }),
  },
} as const
