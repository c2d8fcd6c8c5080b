import { asCallError, type CallFailure } from '../common/call-error'
import { callsUnderWay } from '../common/cloud'
import { confirmHolder } from '../common/holder'
import { after } from '../common/timer'
import { ask } from './ask'
import { noteChanges } from './changes'
import type { Draft } from './draft'
import type { Request } from './draft-events'
import { claim, drafts, keepNow } from './keeping'
import { isDirty, isDue, isShown } from './known'

/*
 * Drafts are sent one at a time, in the order in which they were first written, and only after the cloud has said in this
 * launch who holds the phone: they must not reach another person's notes.
 */

/** The wait before the next try. It doubles with each failure in a row. */
const firstRetryDelayMs = 5_000
const longestRetryDelayMs = 300_000

/** The calls that are under way for drafts. */
const calls = new Map<Draft, Promise<void>>()
let sending: Promise<void> | undefined
let again = false
/** How many there are who want nothing to be sent. */
let pauses = 0
let failures = 0
let stopSending = (): void => {}

/** Sends all that is due. What is written meanwhile is sent as well. */
export function sendNow(): Promise<void> {
  stopSending()
  again = true
  sending ??= sendUntilDone().finally(ended)
  return sending
}

/** Who asks between the last look and now would be forgotten otherwise: two pauses that end at once, for example. */
function ended(): Promise<void> | undefined {
  sending = undefined
  return again && pauses === 0 ? sendNow() : undefined
}

/** Sends all that is due, later, unless this is asked for once more before. */
export function sendIn(delayMs: number): void {
  stopSending()
  stopSending = after(delayMs, () => void sendNow())
}

/**
 * Sends nothing more, and resolves when nothing is under way any more, whether the phone still waits for its answer or
 * not. To be ended with `resumeSending`.
 */
export async function pauseSending(): Promise<void> {
  pauses++
  await sending
  await callsUnderWay()
}

/** Sends again, once nothing is under way. */
export async function resumeSending(): Promise<void> {
  await callsUnderWay()
  pauses--
  await sendNow()
}

/** Asks the cloud what a draft wants of it, and tells the draft what comes of it. */
export function call(draft: Draft, request: Request): void {
  calls.set(
    draft,
    ask(request).then((event) => {
      calls.delete(draft)
      draft.tell(event)
    }),
  )
}

/** Tells the list of notes what has become of a draft that was sent or put off. */
export function show(draft: Draft): void {
  if (!isShown(draft.known)) return
  if (isDirty(draft.known)) noteChanges.emit({ kind: 'waiting', note: draft.summary() })
  else if (!draft.note) noteChanges.emit({ kind: 'removed', id: draft.id })
}

async function sendUntilDone(): Promise<void> {
  while (again && pauses === 0) {
    again = false
    await sendEach()
  }
  keepNow()
  const waits = [...drafts].some(({ state }) => state.kind === 'waiting')
  if (waits) sendIn(Math.min(firstRetryDelayMs * 2 ** failures++, longestRetryDelayMs))
  else failures = 0
}

async function sendEach(): Promise<void> {
  try {
    await confirmHolder()
  } catch (caught) {
    return putOff(asCallError(caught).failure)
  }
  claim()
  for (const draft of drafts) {
    if (pauses > 0) return
    if (!isDue(draft.known)) continue
    draft.tell({ kind: 'turn' })
    for (let under = calls.get(draft); under; under = calls.get(draft)) await under
    keepNow()
    // A fault or a refusal concerns one note and must not block the others; without a network all fail alike.
    const { state } = draft
    if (state.kind === 'waiting' && state.error && state.error.code !== 'INTERNAL') return putOff(state.error)
    show(draft)
  }
}

/** Puts off all that is due. */
function putOff(error: CallFailure): void {
  for (const draft of drafts) {
    if (!isDue(draft.known)) continue
    draft.tell({ kind: 'put off', error })
    show(draft)
  }
}
