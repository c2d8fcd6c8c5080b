import type { ExportPage } from '../../shared/account'
import type { Registration } from '../common/registration'
import { notesRegistration } from '../notes/registration'

/** One for each owned collection, with the documents that `shared/export-pages.ts` names for it. */
type Registrations = {
  readonly [Page in ExportPage as Page['collection']]: Registration<
    Page['collection'],
    Page['documents'][number]
  >
}

/** Every owned collection: what is exported, imported, counted and erased. An export has them in this order. */
export const registrations: Registrations = {
  notes: notesRegistration,
}
