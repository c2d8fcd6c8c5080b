import type { NoteContent } from '../services/notes'
import { created, failed, putOff, reconcile, removed, updated } from './answers'
import type { DraftEvent, Effect, Next } from './draft-events'
import { idOf, isDirty, isDue, type Known, type Removal } from './known'
import { contentOf } from './merge'
import { accept, announced, gone, goodbye, proceed, saving, stay } from './turn'

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

const typed = (known: Known, content: NoteContent, now: number): Next => {
  // Whoever types on in a note that is being given up does not give it up.
  const removal = known.removal === 'whatever it takes' ? undefined : known.removal
  const edited = { ...known, content, removal, editedAt: now }
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
  // What is being given up stays so, however the next question about it is answered.
  if (known.state.kind === 'conflict' || known.removal === 'whatever it takes') return stay(known)
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
