import { register } from '../common/registration'
import { notesOf, toNote } from './stored'

/** What `account` needs of the notes. */
export const notesRegistration = register({
  name: 'notes',
  documentsOf: notesOf,
  toExported: toNote,
  characters: ['titleSize', 'bodySize'],
})
