import { t } from '../../i18n/index'
import { asCallError } from '../../common/call-error'
import { listNotes, listTags, type NotesPage, type Search } from '../../services/notes'
import type { Change } from '../../stores/changes'
import { confirmHolder } from '../../common/holder'
import { Kept } from '../../common/kept'
import { waitingNotes } from '../../stores/outbox'
import { append, blockOf, findNote, nextOf, notesOf, put, refreshed, take, type Block } from './blocks'

/** At most so many notes are asked for again by a refresh; those below change when the list is loaded anew. */
const refreshAtMost = 100

/** The first page of the list, as it was last shown. */
const keptPage = new Kept<NotesPage>('list')

const everything: Search = { tag: '', words: '' }

/**
 * The notes of a person as far as they are known: what the phone kept of the list, what the cloud answers, and what
 * changes on this phone meanwhile.
 */
export class NoteList {
  blocks: Block[] = []
  tags: string[] = []
  search = everything
  /** Whether it is not known yet what to list. */
  loading = true
  /** Why the list could not be loaded. */
  error = ''
  /** Why the page below could not be loaded. */
  moreError = ''
  busy = false
  /** When the cloud last gave the beginning of the list, in epoch milliseconds; 0 before the first time. */
  loadedAt = 0

  /** Whether a note has changed of which only the cloud knows if it belongs to the narrowed list. */
  outdated = false

  private turn = 0
  private refreshing: Promise<void> | undefined
  /** Changes that an answer on its way may not know of. */
  private recent: Change[] = []

  /** `report` is told of everything that changes. */
  constructor(private readonly report: () => void) {}

  /** Begins with what the phone kept for its holder, and brings it up to date. */
  open(): Promise<void> {
    const page = keptPage.get()
    this.blocks = page ? [blockOf(page)] : []
    this.tags = []
    this.search = everything
    this.recent = []
    this.loadedAt = 0
    this.loading = !page
    this.addWaiting()
    this.report()
    return this.refresh()
  }

  /** Shows other notes: those with a tag, or with some words. */
  narrow(search: Partial<Search>): Promise<void> {
    this.search = { ...this.search, ...search }
    return this.retry(() => (this.blocks = []))
  }

  /** Loads the list anew and says so. `failed` is called when that does not work. */
  retry(failed?: () => void): Promise<void> {
    this.loading = true
    this.error = ''
    this.report()
    return this.reload(failed)
  }

  /** Loads the list anew, from the top. What is there stays until the answer has come. */
  async reload(failed?: () => void): Promise<void> {
    const page = listNotes(null, this.search)
    await this.request(
      page,
      (page) => this.begin([blockOf(page)]),
      (sentence) => {
        this.error = sentence
        failed?.()
      },
    )
  }

  /** Asks again for what is listed. Says nothing if that fails, unless the list was never loaded. */
  refresh(): Promise<void> {
    const refreshing = this.request(
      this.beginning(),
      (page) => this.begin(refreshed(this.blocks, page)),
      (sentence) => (this.error = this.loadedAt ? this.error : sentence),
    )
    this.refreshing = refreshing
    return refreshing
  }

  /** Adds the next page, if there is one and nothing else is on its way. */
  async more(): Promise<void> {
    await this.refreshing
    const next = nextOf(this.blocks)
    if (this.busy || next === null) return
    this.moreError = ''
    this.report()
    await this.request(
      listNotes(next, this.search),
      (page) => append(this.blocks, page),
      (sentence) => (this.moreError = sentence),
    )
  }

  /** Takes in what has happened to a note on this phone. */
  hear(change: Change): void {
    if (this.busy) this.recent.push(change)
    this.apply(change)
    this.keepFirst()
    this.report()
    if (change.kind === 'saved' && change.note.tags.some((tag) => !this.tags.includes(tag)))
      void this.loadTags()
  }

  /** Takes in an answer, unless a newer request has overtaken it. */
  private async request(
    answer: Promise<NotesPage>,
    use: (page: NotesPage) => void,
    fail: (sentence: string) => void,
  ): Promise<void> {
    const turn = ++this.turn
    this.busy = true
    // Until the cloud has said who holds the phone, only what was kept is shown: an answer may be another person's.
    let settle: () => void
    try {
      const [page] = await Promise.all([answer, confirmHolder()])
      settle = () => use(page)
    } catch (caught) {
      const sentence = t(asCallError(caught).code)
      settle = () => fail(sentence)
    }
    if (turn !== this.turn) return
    this.busy = false
    this.loading = false
    settle()
    for (const change of this.recent.splice(0)) this.apply(change)
    this.addWaiting()
    this.keepFirst()
    this.report()
  }

  private begin(blocks: Block[]): void {
    this.blocks = blocks
    this.loadedAt = Date.now()
    this.outdated = false
    this.error = ''
    this.moreError = ''
    // A search brings no new tags.
    if (!this.narrowed) void this.loadTags()
  }

  /** As much from the top as is listed. */
  private async beginning(): Promise<NotesPage> {
    const wanted = Math.min(notesOf(this.blocks).length, refreshAtMost)
    let page = await listNotes(null, this.search)
    const { notes } = page
    while (page.nextCursor !== null && notes.length < wanted) {
      page = await listNotes(page.nextCursor, this.search)
      notes.push(...page.notes)
    }
    return { notes, nextCursor: page.nextCursor }
  }

  private async loadTags(): Promise<void> {
    try {
      const tags = await listTags()
      const { tag } = this.search
      this.tags = tag && !tags.includes(tag) ? [tag, ...tags] : tags
      this.report()
    } catch (caught) {
      // The list says what is wrong with the network; the tags stay as they were.
      asCallError(caught)
    }
  }

  private apply(change: Change): void {
    if (change.kind === 'removed') return take(this.blocks, change.id)
    const { kind, note } = change
    const formerly = (kind === 'saved' && change.wasWaiting) || note.id
    const belongs = !this.narrowed || findNote(this.blocks, formerly)
    if (belongs) put(this.blocks, { ...note, waiting: kind === 'waiting' }, formerly)
    else if (kind === 'saved') this.outdated = true
  }

  private addWaiting(): void {
    for (const note of waitingNotes()) this.apply({ kind: 'waiting', note })
  }

  private keepFirst(): void {
    const [first] = this.blocks
    if (!first || this.narrowed || !this.loadedAt) return
    keptPage.set({ notes: first.notes.filter(({ waiting }) => !waiting), nextCursor: first.next })
  }

  private get narrowed(): boolean {
    return this.search.tag !== '' || this.search.words.trim() !== ''
  }
}
