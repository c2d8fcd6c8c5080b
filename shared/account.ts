import * as z from 'zod/mini'
import { limits } from './limits'
import { noteSchema } from './notes'

const amount = z.int().check(z.minimum(0))

/** How much one person keeps, the trash included; `limits.notes` and `limits.characters` are the most there can be. */
const usage = z.object({ notes: amount, characters: amount })

export type Usage = z.infer<typeof usage>

/** The contract of the cloud function `account`: all that is one person's, at once. */
export const accountContract = {
  usage: {
    input: z.strictObject({}),
    output: usage,
  },
  /** Everything the app keeps of the caller, in pages; the trash included. */
  export: {
    input: z.strictObject({
      /** The `nextCursor` of the page before. */
      cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(limits.cursor))),
    }),
    output: z.object({ notes: z.array(noteSchema), nextCursor: z.nullable(z.string()) }),
  },
  /** Deletes a part of everything; to be called until nothing is left. Can be cut off and called again at any time. */
  erase: {
    /** The word is there so that no call erases by mistake. */
    input: z.strictObject({ confirm: z.literal('erase everything') }),
    output: z.object({ left: z.boolean() }),
  },
} as const
