import type { NoteSummary } from '../../shared/notes'
import { currentHolder, holderChanges } from '../common/holder'
import { forgetting } from '../common/kept'
import { t } from '../i18n/index'
import { newKey, type NoteContent } from '../services/notes'
import { noteChanges } from './changes'
import { Draft, draftEvents } from './draft'
import type { Effect } from './draft-events'
import { claim, drafts, enter, finish, inherit, keepNow, leaveTo, restore } from './keeping'
import { isDirty, isFinished, isShown } from './known'
import { call, sendIn, sendNow, show } from './sending'
import { unclaimed } from './shelf'
import { offerUndo } from './undo'

/*
 * The drafts that the cloud has not confirmed yet, as pages see them. What is done with a draft is what the draft asks for;
 * nothing is decided here.
 */

export { keepNow } from './keeping'
export { pauseSending, resumeSending, sendNow } from './sending'

/** Typing is sent after a pause of this length, so that not every letter is a call. */
const typingPauseMs = 800

draftEvents.subscribe(({ draft, effects }) => {
  if (isFinished(draft.known)) finish(draft)
  else enter(draft)
  for (const effect of effects) run(draft, effect)
})

function run(draft: Draft, effect: Effect): void {
  switch (effect.kind) {
    case 'keep':
      return keepNow()
    case 'call':
      return call(draft, effect.request)
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
    leaveTo(former)
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

/** Makes a note of its own of what this phone has of a draft. The draft is kept until its copy is. */
export function writeCopy(draft: Draft): void {
  const copy = Draft.of(null)
  inherit(copy, draft)
  write(copy, draft.content)
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
