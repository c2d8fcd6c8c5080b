import { limits } from '../../shared/note-limits'
import { register } from '../common/registration'
import { notesOf, storedAgain, toNote } from './stored'

/** What `account` needs of the notes. Their quota refuses no change that makes no note larger. */
export const notesRegistration = register({
  name: 'notes',
  documentsOf: notesOf,
  toExported: toNote,
  fromExported: storedAgain,
  characters: ['titleSize', 'bodySize'],
  limit: { count: limits.notes, characters: limits.characters },
})
