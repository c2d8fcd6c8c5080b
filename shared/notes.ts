import * as z from 'zod/mini'
import { id, key, rev, time } from './fields'
import { limits } from './note-limits'
import { nextCursor, pageInput, pageLimits } from './pages'
import { cleanTag, distinctTags } from './tags'

const title = z.string().check(z.maxLength(limits.title))
const body = z.string().check(z.maxLength(limits.body))
// Twice the length, because blanks and ligatures may shrink; more is nobody's tag and is not worth cleaning.
const typedTag = z.string().check(z.maxLength(limits.tag * 2))
const tag = z.pipe(
  z.pipe(typedTag, z.transform(cleanTag)),
  z.string().check(z.minLength(1), z.maxLength(limits.tag)),
)
const tags = z.pipe(z.array(tag).check(z.maxLength(limits.tags)), z.transform(distinctTags))
const pinned = z.boolean()

const head = {
  id,
  title,
  tags: z.array(z.string().check(z.maxLength(limits.tag))).check(z.maxLength(limits.tags)),
  pinned,
  rev,
  createdAt: time,
  /** Epoch milliseconds by the server's clock of the last change of title, body or tags. */
  updatedAt: time,
  /** When it was moved to the trash; null while it is live. */
  deletedAt: z.nullable(time),
}

const amount = z.int().check(z.minimum(0))

export const noteSchema = z.object({ ...head, body })
export const summarySchema = z.object({
  ...head,
  excerpt: z.string().check(z.maxLength(limits.excerpt)),
  /** How many lines of the body begin with a box, and how many of those are done; missing for what was stored without them. */
  boxes: z.exactOptional(amount),
  ticked: z.exactOptional(amount),
})

/** A note as its owner sees it. Whose it is stays in the database. */
export type Note = z.infer<typeof noteSchema>

/** A note in a list: the start of the body in place of the body, or the place of the words that were looked for. */
export type NoteSummary = z.infer<typeof summarySchema>

const page = z.object({ notes: z.array(summarySchema), nextCursor })

/** The contract of the cloud function `notes`. */
export const notesContract = {
  create: {
    input: z.strictObject({
      key,
      title,
      body,
      tags: z._default(tags, []),
      pinned: z._default(pinned, false),
      /** Make it in the trash: it was deleted before its writer knew whether it had been made. */
      trashed: z._default(z.boolean(), false),
    }),
    output: z.object({ note: noteSchema }),
  },
  /** A note, live or in the trash. */
  get: {
    input: z.strictObject({ id }),
    output: z.object({
      note: noteSchema,
      /** Whether its text was last written in the mini program that asks; missing where that is not known. */
      writtenHere: z.exactOptional(z.boolean()),
    }),
  },
  /** Several live notes at once, those of them that there are. A page of them is bounded: what is missing can be asked again. */
  read: {
    input: z.strictObject({ ids: z.array(id).check(z.minLength(1), z.maxLength(pageLimits.read)) }),
    output: z.object({ notes: z.array(noteSchema) }),
  },
  /** The live notes, pinned and newest first. */
  list: {
    input: z.strictObject({
      ...pageInput,
      /** Only notes with this tag, in whatever case and width. */
      tag: z.exactOptional(tag),
      /** Only notes that contain each of these words in title or body, in whatever case. */
      words: z.exactOptional(z.string().check(z.maxLength(limits.words), z.regex(/\S/, 'at least one word'))),
    }),
    output: page,
  },
  /** The notes in the trash, the latest removed first. */
  trash: {
    input: z.strictObject(pageInput),
    output: page,
  },
  /** The tags of the caller's newest notes, each once, the newest first: what to suggest. */
  tags: {
    input: z.strictObject({}),
    output: z.object({ tags: z.array(z.string()) }),
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
    current: noteSchema,
  },
  /** Moves a note to the trash. */
  remove: {
    input: z.strictObject({ id, rev }),
    output: z.object({ id, rev }),
    current: noteSchema,
  },
  /** Takes a note out of the trash. */
  restore: {
    input: z.strictObject({ id, rev }),
    output: z.object({ id, rev }),
    current: noteSchema,
  },
  /** Deletes a note of the trash for good. A live one is a CONFLICT. */
  destroy: {
    input: z.strictObject({ id, rev }),
    output: z.object({ id }),
    current: noteSchema,
  },
  /** Deletes for good all that was moved to the trash until then, by the server's clock, and nothing that came later. */
  emptyTrash: {
    input: z.strictObject({ until: time }),
    output: z.object({}),
  },
} as const
