import type { ExportPage } from '../../shared/account'
import type { Registration } from '../common/registration'
import { notesRegistration } from '../notes/registration'

/** The documents of each owned collection, as `shared/export-pages.ts` names them: an export gives them, an import takes them. */
export type Documents = { [Page in ExportPage as Page['collection']]: Page['documents'][number] }

type Registrations = { readonly [Name in keyof Documents]: Registration<Name, Documents[Name]> }

/** Every owned collection: what is exported, imported, counted and erased. An export has them in this order. */
export const registrations: Registrations = {
  notes: notesRegistration,
}
