import type { Note } from '../../shared/notes'
import type { Change } from './changes'
import type { Effect, Next, Request } from './draft-events'
import { idOf, isDirty, shownInLists, type Known } from './known'
import { contentOf, onlyPinDiffers } from './merge'

/*
 * What a draft does by itself: it asks the cloud one thing after another until the cloud has what it says.
 */

export const stay = (known: Known): Next => ({ known, effects: [] })

export const saving = (known: Known): Known => ({ ...known, state: { kind: 'saving' } })

export const gone = (known: Known): Known => ({
  ...known,
  inDoubt: null,
  unsure: undefined,
  removal: undefined,
  state: { kind: 'gone' },
})

export const after = (effects: Effect[], { known, effects: more }: Next): Next => ({
  known,
  effects: [...effects, ...more],
})

export const announced = (change: Change): Effect => ({ kind: 'announce', change })

export const goodbye = (known: Known): Next => ({
  known: gone(known),
  effects: [announced({ kind: 'removed', id: idOf(known) })],
})

/** What is to be asked next. What is in doubt is sent again first, unchanged: whether it had arrived or not, now it has, once. */
export function proceed(known: Known): Next {
  const { note, key, content, inDoubt, removal } = known
  if (note && removal && (removal === 'as it is' || !isDirty(known)))
    return call(known, { action: 'remove', note, content })
  if (!isDirty(known)) return stay({ ...known, state: { kind: note ? 'saved' : 'new' } })
  const sent = inDoubt ?? content
  // The cloud leaves the time of a note alone when only the pin changes, so the pin is sent without the rest.
  const again = inDoubt !== null
  const request: Request = note
    ? { action: 'update', note, content: sent, pinAlone: onlyPinDiffers(sent, contentOf(note)), again }
    : { action: 'create', key, content: sent, trashed: removal === 'whatever it takes', again }
  return call({ ...known, inDoubt: sent }, request)
}

export const call = (known: Known, request: Request): Next => ({
  known,
  effects: [{ kind: 'keep' }, { kind: 'call', request }],
})

/** The cloud has this note now; goes on with what it lacks. */
export function settle(known: Known, note: Note): Next {
  const { known: accepted, effects } = accept(known, note)
  return after(effects, known.state.kind === 'saving' ? proceed(accepted) : stay(accepted))
}

export function accept(known: Known, note: Note): Next {
  const change = known.note ? saved(note) : { ...saved(note), wasWaiting: idOf(known) }
  const shown = known.removal !== 'whatever it takes'
  return {
    known: { ...known, note, inDoubt: null, unsure: undefined },
    effects: shown ? [announced(change)] : [],
  }
}

export function saved({ body, ...head }: Note): Change & { kind: 'saved' } {
  return { kind: 'saved', note: { ...head, ...shownInLists(body) } }
}
