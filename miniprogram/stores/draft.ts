import { limits } from '../../shared/note-limits'
import type { Note, NoteSummary } from '../../shared/notes'
import { asCallError, CallError } from '../common/call-error'
import { conflictingNote, createNote, getNote, newKey, updateNote, type NoteContent } from '../services/notes'
import { noteChanges } from './changes'
import { contentOf, merged, onlyPinDiffers, same } from './merge'

export type DraftState =
  /** A new note in which nothing is written. */
  | { kind: 'new' }
  | { kind: 'saved' }
  /** To be sent shortly, or on its way. */
  | { kind: 'saving' }
  /** To be sent later: the cloud was not reached, or had a fault. Null for a draft of an earlier launch. */
  | { kind: 'waiting'; error: CallError | null }
  /** Refused. Nothing is sent until the person changes it or asks for another try. */
  | { kind: 'unsaved'; error: CallError }
  /** The note was changed elsewhere: `theirs` is how it stands. Nothing is sent until a side is chosen. */
  | { kind: 'conflict'; theirs: Note }

/** All that a draft needs to go on in another launch. */
export interface KeptDraft {
  /** Names the draft, and the note that it may create. */
  key: string
  /** The note as the cloud last confirmed it; null for one that is not there yet. */
  note: Note | null
  content: NoteContent
  /** What was sent last, if the answer is missing: it may have been written or not. */
  inDoubt: NoteContent | null
  /** The last edit by the phone's clock, in epoch milliseconds. It is only shown and never sent: that clock may be wrong. */
  editedAt: number
}

/** A note being written: what it says here, what the cloud has confirmed, and how the two come together. */
export class Draft {
  /** Told of every new state, and of content that came from elsewhere. */
  report: () => void = () => {}

  private constructor(
    private kept: KeptDraft,
    private current: DraftState,
  ) {}

  /** `note` as the cloud holds it, or null for one that is not written yet. */
  static of(note: Note | null): Draft {
    const kept = { key: newKey(), note, content: contentOf(note), inDoubt: null, editedAt: Date.now() }
    return new Draft(kept, { kind: note ? 'saved' : 'new' })
  }

  static restore(kept: KeptDraft): Draft {
    return new Draft(kept, { kind: 'waiting', error: null })
  }

  get state(): DraftState {
    return this.current
  }

  get content(): NoteContent {
    return this.kept.content
  }

  get note(): Note | null {
    return this.kept.note
  }

  get key(): string {
    return this.kept.key
  }

  /** The note's id; `new-` and the key for one that the cloud does not have. */
  get id(): string {
    return this.note?.id ?? `new-${this.key}`
  }

  get editedAt(): number {
    return this.kept.editedAt
  }

  /** Whether the cloud lacks something, or may lack it. A new note with a pin and nothing else is not worth sending. */
  get dirty(): boolean {
    const { note, content, inDoubt } = this.kept
    if (inDoubt) return true
    if (note) return !same(content, contentOf(note))
    return content.title !== '' || content.body !== '' || content.tags.length > 0
  }

  /** Whether it is to be sent without anybody asking for it. */
  get due(): boolean {
    return this.state.kind === 'saving' || this.state.kind === 'waiting'
  }

  /** Everything that outlives the launch. */
  toKept(): KeptDraft {
    return this.kept
  }

  /** The draft as a list shows it. */
  summary(): NoteSummary {
    const { note, content, editedAt } = this.kept
    const { body, ...head } = content
    const times = note ?? { rev: 0, createdAt: editedAt, deletedAt: null }
    const { rev, createdAt, deletedAt } = times
    const updatedAt = this.dirty || !note ? editedAt : note.updatedAt
    return { id: this.id, ...head, excerpt: excerptOf(body), rev, createdAt, updatedAt, deletedAt }
  }

  edit(content: NoteContent): void {
    this.set({ content, editedAt: Date.now() })
    if (this.state.kind !== 'conflict') this.setState({ kind: 'saving' })
  }

  /** Makes a refused draft due again. */
  retry(): void {
    if (this.state.kind === 'unsaved') this.setState({ kind: 'saving' })
  }

  /** Brings the cloud up to date, one call after the other. Never raises: `state` says how it went. */
  async send(): Promise<void> {
    while (this.dirty) {
      this.setState({ kind: 'saving' })
      try {
        // What is in doubt is sent again first, unchanged: whether it had arrived before or not, now it has, and only once.
        await this.write(this.kept.inDoubt ?? this.content)
      } catch (caught) {
        this.fail(asCallError(caught))
      }
      if (this.state.kind !== 'saving') return
    }
    this.setState({ kind: this.note ? 'saved' : 'new' })
  }

  /** Settles a conflict in favour of this phone; to be sent afterwards. */
  keepMine(): void {
    if (this.state.kind !== 'conflict') return
    this.acceptServer(this.state.theirs)
    this.setState({ kind: 'saving' })
  }

  /** Settles a conflict in favour of the cloud. */
  takeTheirs(): void {
    if (this.state.kind !== 'conflict') return
    this.set({ content: contentOf(this.state.theirs) })
    this.acceptServer(this.state.theirs)
    this.setState({ kind: 'saved' })
  }

  /** Draws the conclusions from a failed call for this note. */
  fail(error: CallError): void {
    const { failure } = error
    const theirs = conflictingNote(error)
    if (theirs) return this.reconcile(theirs)
    if (failure.code === 'NOT_FOUND') return this.detach(error)
    if (failure.code === 'NETWORK' || failure.code === 'TIMEOUT' || failure.code === 'INTERNAL')
      return this.wait(error)
    // The cloud refused the content itself, so it was not written, and sending it again is of no use.
    if (failure.code === 'INVALID_INPUT' || failure.code === 'LIMIT_EXCEEDED') this.set({ inDoubt: null })
    this.setState({ kind: 'unsaved', error })
  }

  /** Puts off what is due. */
  wait(error: CallError | null): void {
    this.setState({ kind: 'waiting', error })
  }

  private async write(content: NoteContent): Promise<void> {
    this.set({ inDoubt: content })
    const { note, key } = this.kept
    // An earlier try may have created the note, and another phone may have changed or deleted it since.
    if (!note) return this.reconcile(await createNote(key, content))
    // The cloud leaves the time of a note alone when only the pin changes, so the pin is sent without the rest.
    const pinAlone = onlyPinDiffers(content, contentOf(note))
    const written = await updateNote(note.id, note.rev, pinAlone ? { pinned: content.pinned } : content)
    const { rev, updatedAt = note.updatedAt } = written
    // The cloud calls a pin that is as wanted already done, without a look at the rest. A new time: the rest has changed.
    if (pinAlone && updatedAt !== note.updatedAt) return this.reconcile(await getNote(note.id))
    this.acceptServer({ ...note, ...content, rev, updatedAt })
  }

  /** Merges the note as the cloud has it, which may be newer than the one this draft is based on. */
  private reconcile(theirs: Note): void {
    if (theirs.deletedAt !== null)
      return this.detach(new CallError({ code: 'NOT_FOUND', message: `${theirs.id} is in the trash` }))
    const { note, content, inDoubt } = this.kept
    // If this draft created the note, both sides started from what it sent.
    const base = note || !inDoubt ? contentOf(note) : inDoubt
    const both = merged({ base, sent: inDoubt }, content, contentOf(theirs))
    if (!both) return this.setState({ kind: 'conflict', theirs })
    this.set({ content: both })
    this.acceptServer(theirs)
    this.setState({ kind: this.dirty ? 'saving' : 'saved' })
  }

  /** The note was deleted elsewhere. What is written here becomes a new note with the next try. */
  private detach(error: CallError): void {
    noteChanges.emit({ kind: 'removed', id: this.id })
    this.set({ note: null, key: newKey(), inDoubt: null })
    this.setState({ kind: 'unsaved', error })
  }

  private acceptServer(note: Note): void {
    const wasWaiting = this.note ? {} : { wasWaiting: this.id }
    this.set({ note, inDoubt: null })
    const { body, ...head } = note
    noteChanges.emit({ kind: 'saved', note: { ...head, excerpt: excerptOf(body) }, ...wasWaiting })
  }

  private set(changes: Partial<KeptDraft>): void {
    this.kept = { ...this.kept, ...changes }
  }

  private setState(state: DraftState): void {
    this.current = state
    this.report()
  }
}

// A card shows two lines, which is less than this; the next list brings the excerpt that the cloud made.
const excerptOf = (body: string): string => body.trim().slice(0, limits.excerpt)
