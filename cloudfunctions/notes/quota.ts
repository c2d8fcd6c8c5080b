import { limits } from '../../shared/note-limits'
import { Quota } from '../common/quota'
import { notesRegistration } from './registration'

/** Bounds the notes of one person, those in the trash included. A change that makes no note larger is never refused. */
export const quota = new Quota(
  { count: limits.notes, characters: limits.characters },
  notesRegistration.usage,
)
