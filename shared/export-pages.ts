import * as z from 'zod/mini'
import { importLimits } from './import-limits'
import { noteSchema } from './notes'
import { nextCursor } from './pages'

/** A page of the export: documents of one collection. */
const exportPage = <Name extends string, Document extends z.ZodMiniType>(
  collection: Name,
  document: Document,
) => z.object({ collection: z.literal(collection), documents: z.array(document), nextCursor })

/** A page of an import: documents as an export has given them, and nothing in them that it does not name. */
const importPage = <Name extends string, Shape extends Record<string, z.ZodMiniType>>(
  collection: Name,
  { shape }: z.ZodMiniObject<Shape>,
) =>
  z.strictObject({
    collection: z.literal(collection),
    documents: z.array(z.strictObject(shape)).check(z.minLength(1), z.maxLength(importLimits.documents)),
  })

/** What an export holds of each owned collection, by the collection's name. */
export const exportPages = {
  notes: exportPage('notes', noteSchema),
} as const

/** What an import takes of each owned collection, by the collection's name. */
export const importPages = {
  notes: importPage('notes', noteSchema),
} as const
