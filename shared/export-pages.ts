import * as z from 'zod/mini'
import { noteSchema } from './notes'
import { nextCursor } from './pages'

/** A page of the export: documents of one collection. */
const exportPage = <Name extends string, Document extends z.ZodMiniType>(
  collection: Name,
  document: Document,
) => z.object({ collection: z.literal(collection), documents: z.array(document), nextCursor })

/** What an export holds of each owned collection, by the collection's name. */
export const exportPages = {
  notes: exportPage('notes', noteSchema),
} as const
