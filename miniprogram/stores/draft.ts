import { limits } from '../../shared/limits'
import type { Note } from '../../shared/notes'
import { asCallError, type CallError } from '../services/call-error'
import { createNote, newKey, removeNote, updateNote, type NoteText } from '../services/notes'
import { announce } from './changes'

/** How long typing must rest before it is saved, in milliseconds. */
const rest = 800

export type DraftState =
  /** A new note in which nothing was written. */
  | { kind: 'new' }
  | { kind: 'saved' }
  | { kind: 'saving' }
  | { kind: 'unsaved'; error: CallError }
  /** The note was changed elsewhere: `theirs` is how it stands. Nothing is sent until a side is chosen. */
  | { kind: 'conflict'; theirs: Note }

/**
 * A note being written. Holds the latest text, saves it shortly after typing rests, one call at a time, and loses
 * nothing when a call fails: the text stays until a later call brings it to the cloud.
 */
export class Draft {
  text: NoteText
  state: DraftState
  /** Told of every new state. */
  report: (state: DraftState) => void = () => {}

  private key = newKey()
  private stopWaiting = (): void => {}
  private running: Promise<void> | undefined
  private removing = false
  /** What was sent since the cloud last confirmed: a call whose answer got lost may still have written it. */
  private sent: NoteText[] = []

  /** `note` as the cloud holds it, or null for one that is not written yet. */
  constructor(private note: Note | null) {
    this.text = textOf(note)
    this.state = { kind: note ? 'saved' : 'new' }
  }

  get id(): string | null {
    return this.note?.id ?? null
  }

  /** Whether the cloud lacks something that was typed. */
  private get dirty(): boolean {
    return !same(this.text, textOf(this.note))
  }

  edit(text: NoteText): void {
    this.text = text
    if (this.state.kind === 'conflict') return
    this.stopWaiting()
    const timer = setTimeout(() => void this.flush(), rest)
    this.stopWaiting = () => clearTimeout(timer)
    this.become({ kind: 'saving' })
  }

  /** Saves now what is not saved. Never raises: `state` says how it went. */
  async flush(): Promise<void> {
    this.stopWaiting()
    if (this.state.kind === 'conflict') return this.become(this.state)
    this.running ??= this.save().then((state) => {
      this.running = undefined
      this.become(state)
    })
    return this.running
  }

  /** Settles a conflict in favour of this phone. */
  async keepMine(): Promise<void> {
    if (this.state.kind !== 'conflict') return
    this.adopt(this.state.theirs)
    this.become({ kind: 'saving' })
    return this.flush()
  }

  /** Settles a conflict in favour of the cloud: `text` is theirs now. */
  takeTheirs(): void {
    if (this.state.kind !== 'conflict') return
    this.adopt(this.state.theirs)
    this.text = textOf(this.note)
    this.become({ kind: 'saved' })
  }

  /** Deletes the note, and with it what was not saved. Raises CallError; a conflict is a state as well. */
  async remove(): Promise<void> {
    this.stopWaiting()
    this.removing = true
    await this.running
    try {
      await this.erase()
    } catch (error) {
      this.removing = false
      void this.flush()
      throw error
    }
  }

  private async erase(): Promise<void> {
    try {
      if (this.note) await removeNote(this.note.id, this.note.rev)
    } catch (caught) {
      const error = asCallError(caught)
      const obstacle = this.obstacle(error)
      if (!obstacle) return this.erase()
      this.state = obstacle
      if (error.code !== 'NOT_FOUND') throw error
    }
    if (this.note) announce({ kind: 'removed', id: this.note.id })
  }

  private async save(): Promise<DraftState> {
    while (this.dirty && !this.removing) {
      this.become({ kind: 'saving' })
      try {
        await this.send(this.text)
      } catch (caught) {
        const obstacle = this.obstacle(asCallError(caught))
        if (obstacle) return obstacle
      }
    }
    return { kind: this.note ? 'saved' : 'new' }
  }

  private async send(text: NoteText): Promise<void> {
    this.sent.push(text)
    if (this.note) {
      const written = await updateNote(this.note.id, this.note.rev, text)
      this.adopt({ ...this.note, ...text, ...written })
    } else this.adopt(await createNote(this.key, text))
  }

  /** The state in which a failed call leaves the draft, or undefined if it can go on at once. */
  private obstacle(error: CallError): DraftState | undefined {
    if (error.failure.code === 'CONFLICT') {
      const theirs = error.failure.details.note
      if (!this.sent.some((text) => same(text, theirs))) return { kind: 'conflict', theirs }
      this.adopt(theirs)
      return undefined
    }
    if (error.code === 'NOT_FOUND' && this.note) {
      // Deleted elsewhere: the next attempt keeps what was typed here as a note of its own.
      announce({ kind: 'removed', id: this.note.id })
      this.note = null
      this.key = newKey()
    }
    return { kind: 'unsaved', error }
  }

  private adopt(note: Note): void {
    this.note = note
    this.sent = []
    const { body, ...head } = note
    // The list's two lines show less than this; the next list brings the cloud's own excerpt.
    announce({ kind: 'saved', note: { ...head, excerpt: body.trim().slice(0, limits.excerpt) } })
  }

  private become(state: DraftState): void {
    this.state = state
    this.report(state)
  }
}

const textOf = (note: Note | null): NoteText => ({ title: note?.title ?? '', body: note?.body ?? '' })
const same = (a: NoteText, b: NoteText): boolean => a.title === b.title && a.body === b.body
