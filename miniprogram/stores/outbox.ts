import type { NoteSummary } from '../../shared/notes'
import { asCallError, type CallFailure } from '../common/call-error'
import { callsUnderWay } from '../common/cloud'
import { confirmedHolder, confirmHolder, currentHolder, holderChanges } from '../common/holder'
import { forgetting } from '../common/kept'
import { t } from '../i18n/index'
import { newKey, type NoteContent } from '../services/notes'
import { ask } from './ask'
import { noteChanges } from './changes'
import { Draft, draftEvents } from './draft'
import { isDirty, isDue, isFinished, isShown } from './known'
import type { Effect } from './draft-events'
import { clear, draftsOf, lay, unclaimed, type Place } from './shelf'
import { offerUndo } from './undo'

/*
 * The drafts that the cloud has not confirmed yet. They are sent one at a time, in the order in which they were first
 * written, and only after the cloud has said in this launch who holds the phone: they must not reach another person's
 * notes. Until they are confirmed they are kept on the phone, so that they survive the end of the app. What is done with
 * a draft is what the draft asks for; nothing is decided here.
 */

/** Typing is sent after a pause of this length, so that not every letter is a call. */
const typingPauseMs = 800
/** Typing is written to the phone's storage this long after it: a phone that dies loses no more than that. */
const keepingPauseMs = 300
/** A phone that was full is tried again after this time. */
const fullPauseMs = 2_000
/** The wait before the next try. It doubles with each failure in a row. */
const firstRetryDelayMs = 5_000
const longestRetryDelayMs = 300_000

/** A set, because it keeps the order in which drafts were first added. */
const drafts = new Set<Draft>()
/** Those of them that the storage does not have as they are. */
const unkept = new Set<Draft>()
/** Where drafts lie in the storage. */
const places = new Map<Draft, Place>()
/** The calls that are under way for drafts. */
const calls = new Map<Draft, Promise<void>>()
let sending: Promise<void> | undefined
let again = false
/** How many there are who want nothing to be sent. */
let pauses = 0
let failures = 0
let stopSending = (): void => {}
let stopKeeping: (() => void) | undefined

draftEvents.subscribe(({ draft, effects }) => {
  if (!isFinished(draft.known)) enter(draft)
  else if (drafts.delete(draft)) keepNow()
  for (const effect of effects) run(draft, effect)
})

function run(draft: Draft, effect: Effect): void {
  switch (effect.kind) {
    case 'keep':
      return keepNow()
    case 'call':
      return void calls.set(
        draft,
        ask(effect.request).then((event) => {
          calls.delete(draft)
          draft.tell(event)
        }),
      )
    case 'announce':
      return noteChanges.emit(effect.change)
    case 'offer undo':
      return offerUndo(effect.removed)
    case 'tell':
      return void wx.showToast({ title: t(effect.code), icon: 'none' })
  }
}

/** To be called once, at launch: brings back the drafts of earlier launches, and sends whenever the network returns. */
export function startOutbox(): void {
  const holder = currentHolder()
  if (holder !== null) restore(holder)
  restore(unclaimed)
  holderChanges.subscribe(({ openid, former }) => {
    // What lies there for the former holder stays there. What was begun in this launch is the new one's.
    for (const [draft, place] of places) if (place.owner === former) drop(draft, place)
    restore(openid)
    claim()
    // Somebody else may have asked who holds the phone, a list for example.
    void sendNow()
  })
  forgetting.subscribe((what) => {
    if (what === 'everything') for (const draft of drafts) draft.tell({ kind: 'forgotten' })
    keepNow()
  })
  wx.onNetworkStatusChange(({ isConnected }) => {
    if (isConnected) void sendNow()
  })
}

/** The notes of the drafts that wait, as a list shows them. */
export const waitingNotes = (): NoteSummary[] =>
  [...drafts].filter(({ known }) => isDirty(known) && isShown(known)).map((draft) => draft.summary())

/** The draft that waits under a note's id, or under `new-` and its key. */
export const findDraft = (id: string): Draft | undefined =>
  [...drafts].find((draft) => draft.id === id && isShown(draft.known))

/** Whether a note waits for the person to choose between two versions. */
export const isUndecided = (id: string): boolean => findDraft(id)?.state.kind === 'conflict'

/** Changes a draft; it is kept and sent shortly afterwards. */
export function write(draft: Draft, content: NoteContent): void {
  draft.tell({ kind: 'typed', content, now: Date.now(), freshKey: newKey() })
  sendIn(typingPauseMs)
}

/** To be called when a draft's page closes: the draft is sent without it. Resolves when that was tried. */
export async function leave(draft: Draft): Promise<void> {
  if (!drafts.has(draft)) return
  show(draft)
  keepNow()
  await sendNow()
}

/** Gives up what is written on this phone alone. */
export function discard(draft: Draft): void {
  draft.tell({ kind: 'given up' })
  keepNow()
}

/** Writes the latest changes of all drafts to the phone's storage. */
export function keepNow(): void {
  stopKeeping?.()
  stopKeeping = undefined
  for (const draft of [...unkept]) if (!drafts.has(draft) || keep(draft)) unkept.delete(draft)
  for (const [draft, place] of places) {
    if (drafts.has(draft)) continue
    places.delete(draft)
    clear(place)
  }
  if (unkept.size > 0) keepIn(fullPauseMs)
}

/** Sends all that is due. What is written meanwhile is sent as well. */
export function sendNow(): Promise<void> {
  stopSending()
  again = true
  sending ??= sendUntilDone().finally(() => (sending = undefined))
  return sending
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

/** Takes in a draft, or what has changed in it. */
function enter(draft: Draft): void {
  drafts.add(draft)
  unkept.add(draft)
  keepIn(keepingPauseMs)
}

function keepIn(delayMs: number): void {
  stopKeeping ??= after(delayMs, keepNow)
}

/** Writes one draft to the storage; false if the phone is full. */
function keep(draft: Draft): boolean {
  const former = places.get(draft)
  const place = { owner: confirmedHolder() ?? former?.owner ?? unclaimed, key: draft.key }
  if (!lay(place, draft.known)) return false
  places.set(draft, place)
  if (former && (former.owner !== place.owner || former.key !== place.key)) clear(former)
  return true
}

function restore(owner: string): void {
  const keys = new Set([...drafts].map(({ key }) => key))
  for (const known of draftsOf(owner)) {
    if (keys.has(known.key)) continue
    const draft = Draft.restore(known)
    drafts.add(draft)
    places.set(draft, { owner, key: draft.key })
  }
}

/** Lets go of a draft of somebody else's, for good in this launch, and leaves it where it lies. */
function drop(draft: Draft, place: Place): void {
  if (unkept.delete(draft)) lay(place, draft.known)
  places.delete(draft)
  drafts.delete(draft)
  draft.tell({ kind: 'forgotten' })
}

/** Now it is known who holds the phone: what belonged to nobody yet is theirs. */
function claim(): void {
  const holder = confirmedHolder()
  for (const draft of drafts) if (places.get(draft)?.owner !== holder) unkept.add(draft)
  keepNow()
}

function sendIn(delayMs: number): void {
  stopSending()
  stopSending = after(delayMs, () => void sendNow())
}

/** Runs something later. Gives the function that prevents it. */
function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
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
    for (let call = calls.get(draft); call; call = calls.get(draft)) await call
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

/** Tells the list of notes what has become of a draft that was sent or put off. */
function show(draft: Draft): void {
  if (!isShown(draft.known)) return
  if (isDirty(draft.known)) noteChanges.emit({ kind: 'waiting', note: draft.summary() })
  else if (!draft.note) noteChanges.emit({ kind: 'removed', id: draft.id })
}
