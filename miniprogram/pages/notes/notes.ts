import type { NoteSummary } from '../../../shared/notes'
import { holderChanges } from '../../common/holder'
import { forgetting } from '../../common/kept'
import { findItem } from '../../common/list/blocks'
import { ListView, noListYet, type ListData } from '../../common/list/list-view'
import { pick, texts } from '../../i18n/index'
import { nameTabs } from '../../i18n/tab-bar'
import type { Search } from '../../services/notes'
import { noteChanges } from '../../stores/changes'
import { tellListed } from '../../stores/listed'
import { takeUndo, type Removed } from '../../stores/undo'
import { offerActions, takeBack } from './card-actions'
import { NoteList } from './list'
import { rowOf, type NoteRow } from './row'

/** When the person comes back from the editor, a list older than this is loaded again. */
const freshForMs = 30_000

interface Data extends ListData<NoteRow> {
  tags: string[]
  /** Why what is listed may be old, or not all there is. */
  notice: string
  /** What the list is narrowed to. */
  search: Search
  /** The id of the note whose deletion can be undone; empty when there is none. */
  undoable: string
}

/** What the page holds beside its data. */
interface Held {
  list?: NoteList
  view?: ListView<NoteSummary, NoteRow>
  visible: boolean
  /** Whether the person went to the editor. It reports its changes, so the list need not be loaded again for them. */
  editing: boolean
  removed?: Removed
  /** Ends what listens to the rest of the app. */
  stops: (() => void)[]
}

const data: Data = { ...noListYet, tags: [], notice: '', search: { tag: '', words: '' }, undoable: '' }
const held: Held = { visible: false, editing: false, stops: [] }

type OfNote = WechatMiniprogram.BaseEvent<object, { id: string }>

Page({
  data: { ...data, t: pick('writeNote', 'emptyNotes', 'nothingFound', 'showAll') },
  ...held,

  onLoad() {
    const list = new NoteList(() => this.render())
    this.list = list
    this.view = new ListView(this, list, rowOf)
    const retry = () => {
      if (list.error || list.notice) void list.refresh()
    }
    wx.onNetworkStatusChange(retry)
    this.stops = [
      () => wx.offNetworkStatusChange(retry),
      noteChanges.subscribe((change) => list.hear(change)),
      // The first holder of a phone follows nobody whose notes could be on the screen.
      holderChanges.subscribe(({ former }) => void (former !== null && list.open())),
      forgetting.subscribe(() => void list.open()),
    ]
    void list.open()
  },

  onReady() {
    nameTabs()
    void wx.setNavigationBarTitle({ title: texts.notesTitle })
  },

  onShow() {
    const { list, editing } = this
    if (!list) return
    this.visible = true
    this.editing = false
    this.render()
    const old = list.outdated || Date.now() - list.loadedAt > freshForMs
    if (!list.busy && (old || !editing)) void list.refresh()
  },

  onHide() {
    this.visible = false
  },

  onUnload() {
    for (const stop of this.stops) stop()
    this.view?.close()
  },

  async onPullDownRefresh() {
    await this.list?.reload()
    void wx.stopPullDownRefresh()
  },

  async onReachBottom() {
    await this.list?.more()
  },

  render() {
    const { list, view, visible } = this
    // Behind another page nothing need be drawn; onShow does it when this page is in front again.
    if (!list || !visible) return
    view?.draw({ tags: list.tags, search: list.search, notice: list.notice })
    this.offerUndo()
  },

  searchWords({ detail }: WechatMiniprogram.CustomEvent<{ words: string }>) {
    void this.list?.narrow({ words: detail.words })
  },

  chooseTag({ detail }: WechatMiniprogram.CustomEvent<{ tag: string }>) {
    void this.list?.narrow({ tag: detail.tag })
  },

  showAll() {
    void this.list?.narrow({ tag: '', words: '' })
  },

  retry() {
    void this.list?.retry()
  },

  open({ currentTarget }: OfNote) {
    this.editing = true
    const note = this.list && findItem(this.list.blocks, currentTarget.dataset.id)
    if (note) tellListed(note)
    void wx.navigateTo({ url: `/pages/note/note?id=${currentTarget.dataset.id}` })
  },

  write() {
    this.editing = true
    void wx.navigateTo({ url: '/pages/note/note' })
  },

  act({ currentTarget }: OfNote) {
    const note = this.list && findItem(this.list.blocks, currentTarget.dataset.id)
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
