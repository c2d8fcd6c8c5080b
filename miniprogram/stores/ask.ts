import { asCallError } from '../common/call-error'
import { conflictingNote, createNote, getNote, newKey, removeNote, updateNote } from '../services/notes'
import type { DraftEvent, Request } from './draft-events'

/** Asks the cloud what a draft wants of it, and gives the answer as what happens to the draft. */
export async function ask(request: Request): Promise<DraftEvent> {
  try {
    return await answered(request)
  } catch (caught) {
    const error = asCallError(caught)
    const theirs = conflictingNote(error)
    const again = error.again || ('again' in request && request.again)
    return { kind: 'failed', request, error: error.failure, again, theirs, freshKey: newKey() }
  }
}

async function answered(request: Request): Promise<DraftEvent> {
  const freshKey = newKey()
  switch (request.action) {
    case 'create': {
      const { key, content, trashed } = request
      return { kind: 'created', request, note: await createNote(key, content, trashed), freshKey }
    }
    case 'update': {
      const { note, content, pinAlone } = request
      const changes = pinAlone ? { pinned: content.pinned } : content
      const { rev, updatedAt = note.updatedAt } = await updateNote(note.id, note.rev, changes)
      return { kind: 'updated', request, rev, updatedAt }
    }
    case 'get':
      return { kind: 'read', note: await getNote(request.note.id), freshKey }
    case 'remove': {
      const { id, rev } = request.note
      return { kind: 'removed', request, rev: await removeNote(id, rev), freshKey }
    }
  }
}
