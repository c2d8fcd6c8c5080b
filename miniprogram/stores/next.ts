import type { Note } from '../../shared/notes'
import type { CallErrorCode, CallFailure } from '../common/call-error'
import type { NoteContent } from '../services/notes'
import type { Change } from './changes'
import { excerptOf, idOf, isDirty, isDue, summaryOf, type Known, type Removal } from './known'
import { contentOf, merged, onlyPinDiffers, same } from './merge'
import type { Removed } from './undo'

/** What the cloud can be asked for a draft. `content` is what the note says once it is done. */
export type Request =
  /** `again` tells whether an earlier try may have been carried out. */
  | { action: 'create'; key: string; content: NoteContent; again: boolean }
  | { action: 'update'; note: Note; content: NoteContent; pinAlone: boolean; again: boolean }
  | { action: 'get'; note: Note }
  | { action: 'remove'; note: Note; content: NoteContent }

type RequestTo<Action extends Request['action']> = Extract<Request, { action: Action }>

/** What happens to a draft. */
export type DraftEvent =
  /** `freshKey` names the note that it becomes if it had been given up. */
  | { kind: 'typed'; content: NoteContent; now: number; freshKey: string }
  /** The person asks for another try of what was refused. */
  | { kind: 'asked again' }
  /** The person deletes the note. */
  | { kind: 'asked to remove'; removal: Exclude<Removal, 'whatever it takes'> }
  /** The person gives up what is on this phone alone. */
  | { kind: 'given up' }
  /** Everything of before is to be forgotten, in the cloud as well. */
  | { kind: 'forgotten' }
  /** The person settles a conflict. */
  | { kind: 'kept mine' }
  | { kind: 'took theirs' }
  /** It is its turn to be sent. */
  | { kind: 'turn' }
  /** Its turn does not come: `error` is why. */
  | { kind: 'put off'; error: CallFailure }
  | { kind: 'created'; request: RequestTo<'create'>; note: Note; freshKey: string }
  | { kind: 'updated'; request: RequestTo<'update'>; rev: number; updatedAt: number }
  | { kind: 'read'; note: Note; freshKey: string }
  | { kind: 'removed'; request: RequestTo<'remove'>; rev: number; freshKey: string }
  | Failed

interface Failed {
  kind: 'failed'
  request: Request
  error: CallFailure
  /** Whether an earlier try may have been carried out. */
  again: boolean
  /** The note as it stands, where that is why. */
  theirs: Note | null
  freshKey: string
}

/** What is to be done about it, in this order. */
export type Effect =
  /** Write the draft to the phone's storage before anything else is done. */
  | { kind: 'keep' }
  | { kind: 'call'; request: Request }
  | { kind: 'announce'; change: Change }
  | { kind: 'offer undo'; removed: Removed }
  /** Tell the person why the note is not deleted. */
  | { kind: 'tell'; code: CallErrorCode }

export interface Next {
  known: Known
  effects: Effect[]
}

/** What becomes of a draft when something happens to it. A pure function: the outbox does what is to be done. */
export function next(known: Known, event: DraftEvent): Next {
  if (known.state.kind === 'gone') return event.kind === 'typed' ? begunAgain(known, event) : stay(known)
  switch (event.kind) {
    case 'typed':
      return typed(known, event.content, event.now)
    case 'asked again':
      return known.state.kind === 'unsaved' ? stay(saving(known)) : stay(known)
    case 'asked to remove':
      return askedToRemove(known, event.removal)
    case 'given up':
      return givenUp(known)
    case 'forgotten':
      return stay(gone(known))
    case 'kept mine':
      return known.state.kind === 'conflict' ? accept(saving(known), known.state.theirs) : stay(known)
    case 'took theirs':
      return tookTheirs(known)
    case 'turn':
      return isDue(known) ? proceed(saving(known)) : stay(known)
    case 'put off':
      return isDue(known) ? putOff(known, event.error) : stay(known)
    case 'created':
      return created(known, event)
    case 'updated':
      return updated(known, event)
    case 'read':
      return reconcile(known, event.note, event.freshKey)
    case 'removed':
      return removed(known, event)
    case 'failed':
      return failed(known, event)
  }
}

const stay = (known: Known): Next => ({ known, effects: [] })
const saving = (known: Known): Known => ({ ...known, state: { kind: 'saving' } })
const gone = (known: Known): Known => ({
  ...known,
  inDoubt: null,
  removal: undefined,
  state: { kind: 'gone' },
})
const after = (effects: Effect[], { known, effects: more }: Next): Next => ({
  known,
  effects: [...effects, ...more],
})
const announced = (change: Change): Effect => ({ kind: 'announce', change })

const typed = (known: Known, content: NoteContent, now: number): Next => {
  const edited = { ...known, content, editedAt: now }
  return stay(known.state.kind === 'conflict' ? edited : saving(edited))
}

/** Somebody types on in what was given up, so it becomes a note of its own. */
const begunAgain = (known: Known, { content, now, freshKey }: Extract<DraftEvent, { kind: 'typed' }>): Next =>
  typed({ ...known, key: freshKey, note: null }, content, now)

function tookTheirs(known: Known): Next {
  const { state } = known
  if (state.kind !== 'conflict') return stay(known)
  return accept({ ...known, content: contentOf(state.theirs), state: { kind: 'saved' } }, state.theirs)
}

function askedToRemove(known: Known, removal: Removal): Next {
  if (known.state.kind === 'conflict') return stay(known)
  if (!known.note && !isDirty(known)) return goodbye(known)
  return stay(saving({ ...known, removal }))
}

/** The note may be in the cloud although nothing has confirmed it; then it is to be deleted there. */
function givenUp(known: Known): Next {
  if (known.note || !known.inDoubt) return goodbye(known)
  const effects: Effect[] = [announced({ kind: 'removed', id: idOf(known) }), { kind: 'keep' }]
  const removal = 'whatever it takes'
  return { known: saving({ ...known, content: known.inDoubt, removal }), effects }
}

const goodbye = (known: Known): Next => ({
  known: gone(known),
  effects: [announced({ kind: 'removed', id: idOf(known) })],
})

/** What is to be asked next. What is in doubt is sent again first, unchanged: whether it had arrived or not, now it has, once. */
function proceed(known: Known): Next {
  const { note, key, content, inDoubt, removal } = known
  if (note && removal && (removal === 'as it is' || !isDirty(known)))
    return call(known, { action: 'remove', note, content })
  if (!isDirty(known)) return stay({ ...known, state: { kind: note ? 'saved' : 'new' } })
  const sent = inDoubt ?? content
  // The cloud leaves the time of a note alone when only the pin changes, so the pin is sent without the rest.
  const again = inDoubt !== null
  const request: Request = note
    ? { action: 'update', note, content: sent, pinAlone: onlyPinDiffers(sent, contentOf(note)), again }
    : { action: 'create', key, content: sent, again }
  return call({ ...known, inDoubt: sent }, request)
}

const call = (known: Known, request: Request): Next => ({
  known,
  effects: [{ kind: 'keep' }, { kind: 'call', request }],
})

function created(
  known: Known,
  { request, note: theirs, freshKey }: Extract<DraftEvent, { kind: 'created' }>,
): Next {
  const asSent = same(contentOf(theirs), request.content)
  if (known.removal === 'whatever it takes') {
    if (theirs.deletedAt !== null) return stay(gone(known))
    // Somebody has changed it elsewhere since, which nobody here has seen.
    return asSent ? settle(known, theirs) : { known: gone(known), effects: [announced(saved(theirs))] }
  }
  // If an earlier try created the note, both sides started from what it sent. Otherwise this phone has forgotten what it sent.
  const base = asSent || (request.again && theirs.rev > 1) ? request.content : null
  return reconcile(known, theirs, freshKey, base)
}

function updated(known: Known, { request, rev, updatedAt }: Extract<DraftEvent, { kind: 'updated' }>): Next {
  const { note, content, pinAlone } = request
  // The cloud calls a pin that is as wanted already done, without a look at the rest, which has changed then.
  if (pinAlone && (rev !== note.rev + 1 || updatedAt !== note.updatedAt))
    return call(known, { action: 'get', note })
  return settle(known, { ...note, ...content, rev, updatedAt })
}

function removed(known: Known, { request, rev, freshKey }: Extract<DraftEvent, { kind: 'removed' }>): Next {
  if (known.removal === 'whatever it takes') return stay(gone(known))
  // What was typed meanwhile is not deleted with the rest.
  if (!same(known.content, request.content)) return detach(known, notFound(request.note), freshKey)
  const { known: rest, effects } = goodbye(known)
  return {
    known: rest,
    effects: [{ kind: 'offer undo', removed: { note: summaryOf(known), rev } }, ...effects],
  }
}

function failed(known: Known, { request, error, again, theirs, freshKey }: Failed): Next {
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
function putOff(known: Known, error: CallFailure): Next {
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
function reconcile(
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
    removal: undefined,
    state: { kind: 'unsaved', error },
  },
  effects: [announced({ kind: 'removed', id: idOf(known) })],
})

const notFound = ({ id }: Note): CallFailure => ({ code: 'NOT_FOUND', message: `${id} is in the trash` })

/** The cloud has this note now; goes on with what it lacks. */
function settle(known: Known, note: Note): Next {
  const { known: accepted, effects } = accept(known, note)
  return after(effects, known.state.kind === 'saving' ? proceed(accepted) : stay(accepted))
}

function accept(known: Known, note: Note): Next {
  const change = known.note ? saved(note) : { ...saved(note), wasWaiting: idOf(known) }
  const shown = known.removal !== 'whatever it takes'
  return { known: { ...known, note, inDoubt: null }, effects: shown ? [announced(change)] : [] }
}

function saved({ body, ...head }: Note): Change & { kind: 'saved' } {
  return { kind: 'saved', note: { ...head, excerpt: excerptOf(body) } }
}
