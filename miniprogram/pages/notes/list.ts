import type { NoteSummary } from '../../../shared/notes'
import { rethrowUnlessCallError, type CallError } from '../../common/call-error'
import { confirmHolder } from '../../common/holder'
import { forgetting, Kept } from '../../common/kept'
import {
  blockOf,
  findItem,
  itemsOf,
  nextOf,
  put,
  refreshed,
  take,
  type Block,
  type CloudPage,
} from '../../common/list/blocks'
import { PagedList } from '../../common/list/paged-list'
import { t, texts } from '../../i18n/index'
import { listNotes, listTags, type Search } from '../../services/notes'
import type { Change } from '../../stores/changes'
import { keepListed, letGoUnlisted } from '../../stores/kept-notes'
import { waitingNotes } from '../../stores/outbox'
import { keptBelow, searchOnPhone } from './on-phone'
import { isBefore, noteOrder } from './order'

/** A refresh loads at most this many notes again. Those below stay as they are until the list is loaded from the top. */
const refreshLimit = 100

/** The first page of the list, as it was last shown. */
const keptPage = new Kept<{ notes: NoteSummary[]; nextCursor: string | null }>('list')
forgetting.subscribe(() => keptPage.set(null))

const everything: Search = { tag: '', words: '' }

/**
 * The notes of a person as far as they are known: what the phone kept of the list, what the cloud answers, and what
 * changes on this phone meanwhile.
 */
export class NoteList extends PagedList<NoteSummary> {
  tags: string[] = []
  search = everything
  /** When the cloud last gave the beginning of the list, in epoch milliseconds; 0 before the first time. */
  loadedAt = 0
  /** Why what is listed may be old, or not all there is; empty if the cloud has just said so. */
  notice = ''
  /** Whether a note has changed, and only the cloud can tell if it belongs to the narrowed list now. */
  outdated = false

  /** Whether what is listed is not what the cloud was asked for, but what the phone has of it. */
  private stopgap = false
  private refreshing: Promise<void> | undefined
  /** Changes made while an answer is on its way, which may not contain them. */
  private recent: Change[] = []

  /** Shows what the phone kept for its holder, and loads what is new. */
  open(): Promise<void> {
    const page = keptPage.get()
    this.blocks = page ? [blockOf({ items: page.notes, nextCursor: page.nextCursor })] : []
    this.tags = []
    this.search = everything
    this.recent = []
    this.loadedAt = 0
    this.notice = ''
    this.stopgap = false
    this.loading = !page
    this.addWaiting()
    this.report()
    return this.refresh()
  }

  /** Shows other notes: those with a tag, or with some words. */
  narrow(search: Partial<Search>): Promise<void> {
    this.search = { ...this.search, ...search }
    this.stopgap = true
    return this.retry()
  }

  /** Loads again what is listed. */
  refresh(): Promise<void> {
    const refreshing = this.request(
      this.loadBeginning(),
      (page) => this.begin(this.stopgap ? [blockOf(page)] : refreshed(this.ofCloud(), page, noteOrder)),
      (error) => this.failed(error),
    )
    this.refreshing = refreshing
    return refreshing
  }

  override async more(): Promise<void> {
    await this.refreshing
    await super.more()
  }

  /** Takes in what has happened to a note on this phone. */
  hear(change: Change): void {
    if (this.busy) this.recent.push(change)
    const former = findItem(this.blocks, change.kind === 'removed' ? change.id : change.note.id)?.tags ?? []
    this.apply(change)
    this.keepFirst()
    this.report()
    if (change.kind === 'waiting') return
    const tags = change.kind === 'saved' ? change.note.tags : []
    const isNew = tags.some((tag) => !this.tags.includes(tag))
    // The last note with that tag may be gone.
    if (isNew || former.some((tag) => !tags.includes(tag))) void this.loadTags()
  }

  // An answer counts only once the cloud has said who holds the phone: it may be for another person than the kept list.
  protected async load(cursor: string | null): Promise<CloudPage<NoteSummary>> {
    const [page] = await Promise.all([listNotes(cursor, this.search), confirmHolder()])
    if (cursor === null && !this.narrowed) letGoUnlisted(page.items, page.nextCursor === null)
    keepListed(page.items)
    return page
  }

  protected override begin(blocks: Block<NoteSummary>[]): void {
    super.begin(blocks)
    this.loadedAt = Date.now()
    this.outdated = false
    this.notice = ''
    this.stopgap = false
    // A narrowed list shows no tags that are not known.
    if (!this.narrowed) void this.loadTags()
  }

  /** Without a network the phone lists what it has. What is there stays, and it is said that it may be old. */
  protected override failed(error: CallError): void {
    const unreachable = isUnreachable(error)
    if (this.stopgap) this.blocks = unreachable ? [blockOf(this.onPhone())] : []
    const reason = t(error.code)
    if (this.stopgap && this.narrowed && unreachable) this.notice = texts.searchedOnPhone
    else if (itemsOf(this.blocks).length > 0)
      this.notice = unreachable ? texts.mayBeOld : t('notRefreshed', { reason })
    else this.error = reason
  }

  /** What the phone listed in place of this page gives way to it; what it listed below stays. */
  protected override follow(page: CloudPage<NoteSummary>): void {
    const stopgap = itemsOf(this.blocks.filter(({ isStopgap }) => isStopgap))
    this.blocks = this.ofCloud()
    super.follow(page)
    const last = itemsOf(this.blocks).pop()
    const below = page.nextCursor === null ? [] : stopgap.filter((item) => last && isBefore(last, item))
    if (below.length > 0) this.addStopgap(below)
  }

  /** Without a network the list goes on with what the phone keeps, and ends by saying that there is more. */
  protected override moreFailed(error: CallError): void {
    super.moreFailed(error)
    if (this.narrowed || !isUnreachable(error)) return
    const below = keptBelow(itemsOf(this.blocks))
    if (below.length === 0) {
      this.moreError = texts.restNotOnPhone
      return
    }
    this.moreError = ''
    this.notice = texts.mayBeOld
    this.addStopgap(below)
  }

  protected override settled(): void {
    for (const change of this.recent.splice(0)) this.apply(change)
    this.addWaiting()
    this.keepFirst()
  }

  /** As many notes from the top as are listed, up to the limit. */
  private async loadBeginning(): Promise<CloudPage<NoteSummary>> {
    const wanted = Math.min(itemsOf(this.blocks).length, refreshLimit)
    let page = await this.load(null)
    const { items } = page
    while (page.nextCursor !== null && items.length < wanted) {
      page = await this.load(page.nextCursor)
      items.push(...page.items)
    }
    return { items, nextCursor: page.nextCursor }
  }

  private async loadTags(): Promise<void> {
    try {
      const tags = await listTags()
      const { tag } = this.search
      this.tags = tag && !tags.includes(tag) ? [tag, ...tags] : tags
      this.report()
    } catch (caught) {
      // The list itself says that the network is gone; the tags stay as they were.
      rethrowUnlessCallError(caught)
    }
  }

  private apply(change: Change): void {
    if (change.kind === 'removed') return take(this.blocks, change.id)
    const { kind, note } = change
    const formerly = (kind === 'saved' && change.wasWaiting) || note.id
    const belongs = !this.narrowed || findItem(this.blocks, formerly)
    if (belongs) put(this.blocks, { ...note, waiting: kind === 'waiting' }, noteOrder, formerly)
    else if (kind === 'saved') this.outdated = true
  }

  private onPhone(): CloudPage<NoteSummary> {
    if (this.narrowed) return { items: searchOnPhone(this.search), nextCursor: null }
    const { notes, nextCursor } = keptPage.get() ?? { notes: [], nextCursor: null }
    return { items: notes, nextCursor }
  }

  /** The blocks that are pages of the cloud. */
  private ofCloud(): Block<NoteSummary>[] {
    return this.blocks.filter(({ isStopgap }) => !isStopgap)
  }

  /** Adds notes below that the phone has. What the cloud is asked for next stays the same. */
  private addStopgap(items: NoteSummary[]): void {
    this.blocks.push({ ...blockOf({ items, nextCursor: nextOf(this.blocks) }), isStopgap: true })
  }

  private addWaiting(): void {
    for (const note of waitingNotes()) this.apply({ kind: 'waiting', note })
  }

  private keepFirst(): void {
    const [first] = this.blocks
    if (!first || this.narrowed || !this.loadedAt) return
    keptPage.set({ notes: first.items.filter(({ waiting }) => !waiting), nextCursor: first.next })
  }

  private get narrowed(): boolean {
    return this.search.tag !== '' || this.search.words.trim() !== ''
  }
}

const isUnreachable = ({ code }: CallError): boolean => code === 'NETWORK' || code === 'TIMEOUT'
