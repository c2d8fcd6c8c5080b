import * as z from 'zod/mini'
import type { accountContract } from '../../shared/account'
import { noteSchema } from '../../shared/notes'
import { notesOf, toNote } from '../common/notes'
import { OwnedCollection, ownedCollections } from '../common/owned'
import { readPage, type List } from '../common/pages'
import { usageOf } from '../common/quota'
import type { Handlers } from '../common/serve'

/** By id, which never changes: whatever is moved or edited while an export runs is neither lost nor there twice. */
const everything = {
  order: [['_id', 'desc']],
  position: z.tuple([noteSchema.shape.id]),
} as const satisfies List

/** Whole notes of a page: of the largest ones, some 1.2 MB. */
const exported = 20
/** Documents that one call deletes in each collection. */
const erased = 500

export const handlers: Handlers<typeof accountContract> = {
  usage: (_input, caller) => usageOf(caller),

  async export({ cursor }, caller) {
    const which = { cursor, limit: exported }
    const { documents, nextCursor } = await readPage(notesOf(caller), everything, which, { equals: {} })
    return { notes: documents.map(toNote), nextCursor }
  },

  async erase(_input, caller) {
    let left = false
    for (const name of ownedCollections)
      if (await new OwnedCollection(name, caller).removeSome(erased)) left = true
    return { left }
  },
}
