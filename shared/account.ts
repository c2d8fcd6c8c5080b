import * as z from 'zod/mini'
import { exportPages, importPages } from './export-pages'
import { cursor } from './pages'

const amount = z.int().check(z.minimum(0))

/** How much one person keeps in each owned collection, a trash included. */
const usage = z.record(z.keyof(z.object(exportPages)), z.object({ count: amount, characters: amount }))

/** One page of an export. `nextCursor` leads through one collection after another; null at the end of the last one. */
const exportPage = z.union(Object.values(exportPages))

const importPage = z.union(Object.values(importPages))

/** What becomes of a page of an import: how many of its documents are new, and how many were there before. */
const imported = z.object({ added: amount, present: amount })

export type Usage = z.infer<typeof usage>
export type ExportPage = z.infer<typeof exportPage>
export type ImportPage = z.infer<typeof importPage>
export type Imported = z.infer<typeof imported>

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
  /**
   * Adds what an export has given and is not there. What is there stays as it is, in the trash or out of it, so a page that
   * is sent again makes nothing again.
   */
  import: {
    input: z.strictObject({
      page: importPage,
      /** Only finds out what would become of the page. */
      dryRun: z._default(z.boolean(), false),
    }),
    output: imported,
  },
  /** Deletes a part of everything; to be called until nothing is left. Can be cut off and called again at any time. */
  erase: {
    /** The word is there so that no call erases by mistake. */
    input: z.strictObject({ confirm: z.literal('erase everything') }),
    output: z.object({ left: z.boolean() }),
  },
} as const
