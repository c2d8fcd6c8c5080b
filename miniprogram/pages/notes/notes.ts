import type { NoteSummary } from '../../../shared/notes'
import { holderChanges } from '../../common/holder'
import { forgetting } from '../../common/kept'
import { findItem, itemsOf } from '../../common/list/blocks'
import { ListView, noListYet, type ListData } from '../../common/list/list-view'
import { pick, t, texts } from '../../i18n/index'
import type { SwipeAction } from '../../components/swipe-row/swipe-row'
import { nameTabs } from '../../i18n/tab-bar'
import type { Search } from '../../services/notes'
import { noteChanges } from '../../stores/changes'
import { tellListed } from '../../stores/listed'
import { takeUndo, type Removed } from '../../stores/undo'
import { actOn, offerActions, takeBack, type CardAction } from './card-actions'
import { NoteList } from './list'
import { askForTag, pickLimit, tagPicked, trashPicked } from './picked-actions'
import { rowOf, type NoteRow } from './row'

/** When the person comes back from the editor, a list older than this is loaded again. */
const freshForMs = 30_000

interface Data extends ListData<NoteRow> {
  tags: string[]
  /** Why what is listed may be old, or not all there is. */
  notice: string
  /** What the list is narrowed to. */
  search: Search
  /** The id of the note whose deletion can be undone, or of the first of several; empty when there is none. */
  undoable: string
  undoCount: number
  /** The id of the note whose actions are in sight. */
  swiped: string
  actions: SwipeAction[]
  pinnedActions: SwipeAction[]
  /** Whether notes are being picked. */
  picking: boolean
  /** By id. */
  picked: Record<string, boolean>
  pickedCount: number
  /** How many of them are done, while something is done to them; -1 while nothing is. */
  done: number
}

/** What the page holds beside its data. */
interface Held {
  list?: NoteList
  view?: ListView<NoteSummary, NoteRow>
  visible: boolean
  /** Whether the person went to the editor. It reports its changes, so the list need not be loaded again for them. */
  editing: boolean
  removed: Removed[]
  /** Ends what listens to the rest of the app. */
  stops: (() => void)[]
}

const nonePicked: Pick<Data, 'picking' | 'picked' | 'pickedCount' | 'done'> = {
  picking: false,
  picked: {},
  pickedCount: 0,
  done: -1,
}
const data: Data = {
  ...noListYet,
  tags: [],
  notice: '',
  search: { tag: '', words: '' },
  undoable: '',
  undoCount: 0,
  swiped: '',
  actions: [
    { name: 'pin', label: texts.pin, tone: 'plain' },
    { name: 'remove', label: texts.remove, tone: 'danger' },
  ],
  pinnedActions: [
    { name: 'pin', label: texts.unpin, tone: 'plain' },
    { name: 'remove', label: texts.remove, tone: 'danger' },
  ],
  ...nonePicked,
}
const held: Held = { visible: false, editing: false, removed: [], stops: [] }

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
      else if (list.moreError) void list.more()
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
    const { id } = currentTarget.dataset
    if (this.data.picking) return this.turnPicked(id)
    // Whoever taps beside the actions wants them gone, and nothing opened.
    if (this.data.swiped) return this.setData({ swiped: '' })
    this.editing = true
    const note = this.list && findItem(this.list.blocks, id)
    if (note) tellListed(note)
    void wx.navigateTo({ url: `/pages/note/note?id=${id}` })
  },

  write() {
    this.editing = true
    void wx.navigateTo({ url: '/pages/note/note' })
  },

  async act({ currentTarget }: OfNote) {
    const { id } = currentTarget.dataset
    const note = this.list && findItem(this.list.blocks, id)
    if (!note || this.data.picking) return
    if (await offerActions(note))
      this.setData({ picking: true, swiped: '', picked: { [id]: true }, pickedCount: 1 })
  },

  swipe({ currentTarget, detail }: OfNote & { detail: { open: boolean } }) {
    this.setData({ swiped: detail.open ? currentTarget.dataset.id : '' })
  },

  async actOn({ currentTarget, detail }: OfNote & { detail: { name: CardAction } }) {
    this.setData({ swiped: '' })
    const note = this.list && findItem(this.list.blocks, currentTarget.dataset.id)
    if (note) await actOn(note, detail.name)
  },

  turnPicked(id: string) {
    const { picked, pickedCount, done } = this.data
    if (done >= 0) return
    if (!picked[id] && pickedCount === pickLimit)
      return void wx.showToast({ title: t('pickLimit', { count: pickLimit }), icon: 'none' })
    this.setData({ [`picked.${id}`]: !picked[id], pickedCount: pickedCount + (picked[id] ? -1 : 1) })
  },

  endPicking() {
    this.setData(nonePicked)
  },

  pickedNotes() {
    return itemsOf(this.list?.blocks ?? []).filter(({ id }) => this.data.picked[id])
  },

  async tagPicked() {
    const tag = await askForTag()
    if (!tag) return
    await tagPicked(this.pickedNotes(), tag, (done) => this.setData({ done }))
    this.endPicking()
  },

  async removePicked() {
    const removed = await trashPicked(this.pickedNotes(), (done) => this.setData({ done }))
    this.endPicking()
    this.showUndo(removed)
  },

  offerUndo() {
    // What is done to several notes is undone together.
    if (this.data.picking) return
    const removed = takeUndo()
    if (removed) this.showUndo([removed])
  },

  showUndo(removed: Removed[]) {
    if (!removed[0]) return
    this.removed = removed
    this.setData({ undoable: removed[0].note.id, undoCount: removed.length })
  },

  async undo() {
    const { removed, list } = this
    this.endUndo()
    for (const each of removed) await takeBack(each)
    if (list?.outdated) await list.refresh()
  },

  endUndo() {
    this.removed = []
    this.setData({ undoable: '' })
  },
})
