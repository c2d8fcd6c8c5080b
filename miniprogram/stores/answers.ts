import type { Note } from '../../shared/notes'
import type { CallFailure } from '../common/call-error'
import type { NoteContent } from '../services/notes'
import type { DraftEvent, Effect, Failed, Next } from './draft-events'
import { idOf, isDirty, summaryOf, type Known } from './known'
import { contentOf, merged, same } from './merge'
import { after, announced, call, gone, goodbye, saved, settle, stay } from './turn'

/*
 * What becomes of a draft by what the cloud answers.
 */

export function created(
  known: Known,
  { request, note: theirs, freshKey }: Extract<DraftEvent, { kind: 'created' }>,
): Next {
  const asSent = same(contentOf(theirs), request.content)
  if (known.removal === 'whatever it takes') {
    if (theirs.deletedAt !== null) return stay(gone(known))
    if (theirs.rev === 1 || asSent) return settle({ ...known, content: contentOf(theirs) }, theirs)
    // Somebody has changed it elsewhere since, which nobody here has seen.
    return { known: gone(known), effects: [announced(saved(theirs))] }
  }
  // If an earlier try created the note, both sides started from what it sent, unless this phone has forgotten what that was.
  const base = asSent || (theirs.rev > 1 && !known.unsure) ? request.content : null
  return reconcile(known, theirs, freshKey, base)
}

export function updated(
  known: Known,
  { request, rev, updatedAt }: Extract<DraftEvent, { kind: 'updated' }>,
): Next {
  const { note, content, pinAlone } = request
  // The cloud calls a pin that is as wanted already done, without a look at the rest, which has changed then.
  if (pinAlone && (rev !== note.rev + 1 || updatedAt !== note.updatedAt))
    return call(known, { action: 'get', note })
  return settle(known, { ...note, ...content, rev, updatedAt })
}

export function removed(
  known: Known,
  { request, rev, freshKey }: Extract<DraftEvent, { kind: 'removed' }>,
): Next {
  if (known.removal === 'whatever it takes') return stay(gone(known))
  // What was typed meanwhile is not deleted with the rest.
  if (!same(known.content, request.content)) return detach(known, notFound(request.note), freshKey)
  const { known: rest, effects } = goodbye(known)
  return {
    known: rest,
    effects: [{ kind: 'offer undo', removed: { note: summaryOf(known), rev } }, ...effects],
  }
}

export function failed(known: Known, { request, error, again, theirs, freshKey }: Failed): Next {
  const removing = request.action === 'remove'
  switch (error.code) {
    case 'CONFLICT':
      if (!theirs) return refused(known, error)
      if (known.removal === 'whatever it takes')
        return { known: gone(known), effects: [announced(saved(theirs))] }
      if (removing)
        return after(tellIf(true, error), reconcile({ ...known, removal: undefined }, theirs, freshKey))
      // The only try was refused, so nothing of it can have been written.
      return reconcile(again ? known : { ...known, inDoubt: null }, theirs, freshKey)
    case 'NOT_FOUND':
      if (known.removal === 'whatever it takes') return stay(gone(known))
      if (removing && same(known.content, request.content)) return goodbye(known)
      return detach(known, error, freshKey)
    case 'NETWORK':
    case 'TIMEOUT':
    case 'INTERNAL':
      return putOff(known, error)
    case 'INVALID_INPUT':
    case 'LIMIT_EXCEEDED':
      // The cloud refused the content itself, so it was not written, and sending it again is of no use.
      if (known.removal === 'whatever it takes') return stay(gone(known))
      return refused(removing ? known : { ...known, inDoubt: null }, error)
    case 'UNAUTHENTICATED':
    case 'FORBIDDEN_CALLER':
      return known.removal === 'whatever it takes' ? putOff(known, error) : refused(known, error)
  }
}

const tellIf = (removing: boolean, { code }: CallFailure): Effect[] =>
  removing ? [{ kind: 'tell', code }] : []

/** To be tried again later. A deletion that the person waits for is not: it is told that it did not work. */
export function putOff(known: Known, error: CallFailure): Next {
  const state = { kind: 'waiting', error } as const
  if (known.removal === 'whatever it takes' || !known.removal) return stay({ ...known, state })
  const { removal, note } = known
  const kept: Known = { ...known, removal: undefined, state }
  const effects = tellIf(note !== null, error)
  if (removal === 'as it is') return { known: { ...kept, state: { kind: 'unsaved', error } }, effects }
  return { known: note && !isDirty(kept) ? { ...kept, state: { kind: 'saved' } } : kept, effects }
}

const refused = (known: Known, error: CallFailure): Next => {
  const state =
    known.note && !isDirty(known) ? ({ kind: 'saved' } as const) : ({ kind: 'unsaved', error } as const)
  return { known: { ...known, removal: undefined, state }, effects: tellIf(state.kind === 'saved', error) }
}

/** Merges the note as the cloud has it, which may be newer than `base`, from which this draft began. */
export function reconcile(
  known: Known,
  theirs: Note,
  freshKey: string,
  base: NoteContent | null = contentOf(known.note),
): Next {
  if (theirs.deletedAt !== null) return detach(known, notFound(theirs), freshKey)
  const { note, content, inDoubt } = known
  const mayBePutBack = note !== null && theirs.rev > note.rev + 1
  const both = merged({ base, sent: base && inDoubt, mayBePutBack }, content, contentOf(theirs))
  if (!both) return stay({ ...known, inDoubt: null, removal: undefined, state: { kind: 'conflict', theirs } })
  return settle({ ...known, content: both }, theirs)
}

/** The note was deleted elsewhere. What is written here becomes a new note with the next try. */
const detach = (known: Known, error: CallFailure, freshKey: string): Next => ({
  known: {
    ...known,
    note: null,
    key: freshKey,
    inDoubt: null,
    unsure: undefined,
    removal: undefined,
    state: { kind: 'unsaved', error },
  },
  effects: [announced({ kind: 'removed', id: idOf(known) })],
})

const notFound = ({ id }: Note): CallFailure => ({ code: 'NOT_FOUND', message: `${id} is in the trash` })
