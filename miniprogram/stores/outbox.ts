import type { NoteSummary } from '../../shared/notes'
import { asCallError, type CallError } from '../common/call-error'
import { confirmHolder, holderChanges } from '../common/holder'
import { forgetting, Kept } from '../common/kept'
import type { NoteContent } from '../services/notes'
import { noteChanges } from './changes'
import { Draft, type KeptDraft } from './draft'

/*
 * The drafts that the cloud has not confirmed yet. They are sent one at a time, in the order in which they were first
 * written, and only after the cloud has said in this launch who holds the phone: they must not reach another person's
 * notes. Until they are confirmed they are kept on the phone, so that they survive the end of the app.
 */

/** Typing is sent after a pause of this length, so that not every letter is a call. */
const typingPauseMs = 800
/** Typing is written to the phone's storage this long after it: a phone that dies loses no more than that. */
const keepingPauseMs = 300
/** The wait before the next try. It doubles with each failure in a row. */
const firstRetryDelayMs = 5_000
const longestRetryDelayMs = 300_000

/** The keys of the drafts below, the oldest first. */
const keptKeys = new Kept<string[]>('outbox')
/** One of those drafts. Each has an entry of its own, because all of them may be more than WeChat keeps in one. */
const keptDraft = (key: string) => new Kept<KeptDraft>(`draft:${key}`)

/** A set, because it keeps the order in which drafts were first added. */
const drafts = new Set<Draft>()
const unkept = new Set<Draft>()
let sending: Promise<void> | undefined
let again = false
let failures = 0
let stopSending = (): void => {}
let stopKeeping: (() => void) | undefined

/** To be called once, at launch: brings back the drafts of earlier launches, and sends whenever the network returns. */
export function startOutbox(): void {
  restore()
  holderChanges.subscribe(({ former }) => {
    // While nobody was known, it was this holder who wrote. Otherwise the drafts are the former holder's, and stay kept for
    // them.
    const own = former === null ? [...drafts] : []
    drafts.clear()
    restore()
    for (const draft of own) enter(draft)
    keepNow()
  })
  forgetting.subscribe(() => {
    drafts.clear()
    keepNow()
  })
  wx.onNetworkStatusChange(({ isConnected }) => {
    if (isConnected) void sendNow()
  })
}

/** The notes of the drafts that wait, as a list shows them. */
export const waitingNotes = (): NoteSummary[] =>
  [...drafts].filter((draft) => draft.dirty).map((draft) => draft.summary())

/** The draft that waits under a note's id, or under `new-` and its key. */
export const findDraft = (id: string): Draft | undefined => [...drafts].find((draft) => draft.id === id)

/** Changes a draft; it is kept and sent shortly afterwards. */
export function write(draft: Draft, content: NoteContent): void {
  draft.edit(content)
  enter(draft)
  sendIn(typingPauseMs)
}

/** To be called when a draft's page closes: the draft is sent without it. Resolves when that was tried. */
export async function leave(draft: Draft): Promise<void> {
  if (!drafts.has(draft)) return
  tell(draft)
  keepNow()
  await sendNow()
}

/** Gives a draft up, with everything written in it. */
export function discard(draft: Draft): void {
  drafts.delete(draft)
  keepNow()
}

/** Writes the latest changes of all drafts to the phone's storage. */
export function keepNow(): void {
  stopKeeping?.()
  stopKeeping = undefined
  for (const draft of unkept) if (drafts.has(draft)) keptDraft(draft.key).set(draft.toKept())
  unkept.clear()
  const before = keptKeys.get() ?? []
  const keys = [...drafts].map(({ key }) => key)
  keptKeys.set(keys.length > 0 ? keys : null)
  for (const key of before) if (!keys.includes(key)) keptDraft(key).set(null)
}

/** Sends all that is due. What is written meanwhile is sent as well. */
export function sendNow(): Promise<void> {
  stopSending()
  again = true
  sending ??= sendUntilDone().finally(() => (sending = undefined))
  return sending
}

/** Takes in a new draft, or what has changed in one. */
function enter(draft: Draft): void {
  drafts.add(draft)
  unkept.add(draft)
  stopKeeping ??= after(keepingPauseMs, keepNow)
}

function restore(): void {
  for (const key of keptKeys.get() ?? []) {
    const draft = keptDraft(key).get()
    if (draft) drafts.add(Draft.restore(draft))
  }
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
  while (again) {
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
    return hold(asCallError(caught))
  }
  for (const draft of drafts) {
    if (!draft.due) continue
    await draft.send()
    // It may have been discarded while it was being sent.
    if (!drafts.has(draft)) continue
    if (draft.dirty) enter(draft)
    else drafts.delete(draft)
    keepNow()
    // A fault or a refusal concerns one note and must not block the others; without a network all fail alike.
    const { state } = draft
    if (state.kind === 'waiting' && state.error?.code !== 'INTERNAL') return hold(state.error)
    tell(draft)
  }
}

/** Puts off all that is due. */
function hold(error: CallError | null): void {
  for (const draft of drafts) {
    if (!draft.due) continue
    draft.wait(error)
    tell(draft)
  }
}

/** Tells the list of notes what has become of a draft that was sent or put off. */
function tell(draft: Draft): void {
  if (draft.dirty) noteChanges.emit({ kind: 'waiting', note: draft.summary() })
  else if (!draft.note) noteChanges.emit({ kind: 'removed', id: draft.id })
}
