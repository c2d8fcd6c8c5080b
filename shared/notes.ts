import * as z from 'zod/mini'
import { limits } from './limits'

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/, 'a note id: 32 hexadecimal digits'))
const rev = z.int().check(z.minimum(1))
const time = z.int().check(z.minimum(0))
const title = z.string().check(z.maxLength(limits.title))
const body = z.string().check(z.maxLength(limits.body))
const tags = z
  .array(z.string().check(z.minLength(1), z.maxLength(limits.tag)))
  .check(z.maxLength(limits.tags))
const pinned = z.boolean()

const head = {
  id,
  title,
  tags,
  pinned,
  /** Grows by one with every change; `update` and `remove` name the one they are based on. */
  rev,
  createdAt: time,
  /** Epoch milliseconds by the server's clock of the last change of title, body or tags. */
  updatedAt: time,
  /** Null while the note is live. */
  deletedAt: z.nullable(time),
}

export const noteSchema = z.object({ ...head, body })
export const summarySchema = z.object({ ...head, excerpt: z.string().check(z.maxLength(limits.excerpt)) })

/** A note as its owner sees it. Whose it is stays in the database. */
export type Note = z.infer<typeof noteSchema>

/** A note in a list: the start of the body in place of the body. */
export type NoteSummary = z.infer<typeof summarySchema>

/** The contract of the cloud function `notes`. */
export const notesContract = {
  create: {
    /** `key` is a random value of the caller's: the same key again gives the same note, not a second one. */
    input: z.strictObject({
      key: z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, '16 to 64 letters, digits, - or _')),
      title,
      body,
      tags: z._default(tags, []),
      pinned: z._default(pinned, false),
    }),
    output: z.object({ note: noteSchema }),
  },
  get: {
    input: z.strictObject({ id }),
    output: z.object({ note: noteSchema }),
  },
  list: {
    /** `cursor` is the `nextCursor` of the page before. */
    input: z.strictObject({
      cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(limits.cursor))),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(limits.pageMax)), limits.pageDefault),
    }),
    output: z.object({ notes: z.array(summarySchema), nextCursor: z.nullable(z.string()) }),
  },
  update: {
    input: z
      .strictObject({
        id,
        rev,
        title: z.exactOptional(title),
        body: z.exactOptional(body),
        tags: z.exactOptional(tags),
        pinned: z.exactOptional(pinned),
      })
      .check(z.refine((change) => Object.keys(change).length > 2, 'name at least one field to change')),
    /** What the server decided; no `updatedAt` where it stays. The rest is what the caller sent: nothing is read back. */
    output: z.object({ id, rev, updatedAt: z.exactOptional(time) }),
  },
  remove: {
    input: z.strictObject({ id, rev }),
    output: z.object({ id }),
  },
} as const
