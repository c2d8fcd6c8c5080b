import { age } from '../../i18n/age'
import { words } from '../../i18n/index'
import { nameTabs } from '../../i18n/tab-bar'
import type { Search } from '../../services/notes'
import { noteChanges } from '../../stores/changes'
import { holderChanges } from '../../common/holder'
import { takeUndo, type Removed } from '../../stores/undo'
import { findNote, nextOf, notesOf } from './blocks'
import { offerActions, takeBack } from './card-actions'
import { changed, difference, draw, type Drawn } from './difference'
import { NoteList } from './list'
import { toRow } from './row'
import { watchBlocks } from './sight'

const { writeNote, emptyNotes, nothingFound, showAll } = words

/** A list older than this is asked for again when the editor is left, in milliseconds. */
const freshFor = 30_000

interface Shown {
  tags: string[]
  /** What the list is narrowed to. */
  search: Search
  loading: boolean
  error: string
  /** Whether there is another page below. */
  more: boolean
  moreError: string
  /** Whether nothing is listed. */
  empty: boolean
}

interface Data extends Shown {
  t: Record<'writeNote' | 'emptyNotes' | 'nothingFound' | 'showAll', string>
  blocks: Drawn[]
  /** The id of the note whose deletion can be undone; empty when there is none. */
  undoable: string
}

type OfNote = WechatMiniprogram.BaseEvent<object, { id: string }>

interface Custom {
  list?: NoteList
  visible: boolean
  /** Whether the person left for the editor, which tells of its changes by itself. */
  editing: boolean
  removed?: Removed
  /** Ends what listens to the rest of the app. */
  stops: (() => void)[]
  /** Ends what watches each block. */
  watched: (() => void)[]
  render(list: NoteList): void
  watch(list: NoteList): void
  searchWords(event: WechatMiniprogram.CustomEvent<{ words: string }>): void
  chooseTag(event: WechatMiniprogram.CustomEvent<{ tag: string }>): void
  showAll(): void
  retry(): void
  open(event: OfNote): void
  act(event: OfNote): void
  offerUndo(): void
  undo(): Promise<void>
  endUndo(): void
  write(): void
}

Page<Data, Custom>({
  data: {
    t: { writeNote, emptyNotes, nothingFound, showAll },
    tags: [],
    search: { tag: '', words: '' },
    loading: true,
    error: '',
    more: false,
    moreError: '',
    empty: true,
    blocks: [],
    undoable: '',
  },

  visible: false,
  editing: false,
  stops: [],
  watched: [],

  onLoad() {
    const list = new NoteList(() => this.render(list))
    this.list = list
    const retry = () => {
      if (list.error) void list.refresh()
    }
    wx.onNetworkStatusChange(retry)
    this.stops = [
      () => wx.offNetworkStatusChange(retry),
      noteChanges.subscribe((change) => list.hear(change)),
      // The first holder of all has nothing to hide from the former.
      holderChanges.subscribe(({ former }) => void (former !== null && list.open())),
    ]
    void list.open()
  },

  onReady() {
    nameTabs()
    void wx.setNavigationBarTitle({ title: words.notesTitle })
  },

  onShow() {
    const { list, editing } = this
    if (!list) return
    this.visible = true
    this.editing = false
    this.render(list)
    const old = list.outdated || Date.now() - list.loadedAt > freshFor
    if (!list.busy && (old || !editing)) void list.refresh()
  },

  onHide() {
    this.visible = false
  },

  onUnload() {
    for (const stop of [...this.stops, ...this.watched]) stop()
  },

  async onPullDownRefresh() {
    await this.list?.reload()
    void wx.stopPullDownRefresh()
  },

  async onReachBottom() {
    await this.list?.more()
  },

  render(list) {
    // A page that is behind need not be drawn; it is when it comes to the front.
    if (!this.visible) return
    const { blocks, tags, search, loading, error, moreError } = list
    const shown: Shown = {
      ...{ tags, search, loading, error, moreError },
      more: nextOf(blocks) !== null,
      empty: notesOf(blocks).length === 0,
    }
    const drawn = draw(blocks, (note) => toRow(note, age(note.updatedAt, Date.now())))
    const patch = { ...changed(this.data, shown), ...difference(this.data.blocks, drawn) }
    if (Object.keys(patch).length > 0) this.setData(patch, () => this.watch(list))
    this.offerUndo()
  },

  watch(list) {
    watchBlocks(
      this,
      this.watched,
      () => list.blocks,
      () => this.render(list),
    )
  },

  searchWords({ detail }) {
    void this.list?.narrow({ words: detail.words })
  },

  chooseTag({ detail }) {
    void this.list?.narrow({ tag: detail.tag })
  },

  showAll() {
    void this.list?.narrow({ tag: '', words: '' })
  },

  retry() {
    void this.list?.retry()
  },

  open({ currentTarget }) {
    this.editing = true
    void wx.navigateTo({ url: `/pages/note/note?id=${currentTarget.dataset.id}` })
  },

  write() {
    this.editing = true
    void wx.navigateTo({ url: '/pages/note/note' })
  },

  act({ currentTarget }) {
    const note = this.list && findNote(this.list.blocks, currentTarget.dataset.id)
    if (note) void offerActions(note)
  },

  offerUndo() {
    const removed = takeUndo()
    if (!removed) return
    this.removed = removed
    this.setData({ undoable: removed.note.id })
  },

  async undo() {
    const { removed, list } = this
    this.endUndo()
    if (removed) await takeBack(removed)
    if (list?.outdated) await list.refresh()
  },

  endUndo() {
    delete this.removed
    this.setData({ undoable: '' })
  },
})
