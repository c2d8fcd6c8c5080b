import { limits } from '../../../shared/note-limits'
import type { NoteSummary } from '../../../shared/notes'
import { findItem, itemsOf } from '../../common/list/blocks'
import { ListView, noListYet, type ListData } from '../../common/list/list-view'
import { cardOf, type NoteCard } from '../../components/note-card/card'
import type { SwipeAction } from '../../components/swipe-row/swipe-row'
import { pick, t, texts } from '../../i18n/index'
import { noteChanges } from '../../stores/changes'
import { daysLeft } from './days-left'
import { TrashList } from './list'
import { actOn, clearTrash, offerActions, type TrashAction } from './trash-actions'

interface Data extends ListData<NoteCard> {
  emptyTrash: string
  /** The id of the note whose actions are in sight. */
  swiped: string
  actions: SwipeAction[]
}

/** What the page holds beside its data. */
interface Held {
  list?: TrashList
  view?: ListView<NoteSummary, NoteCard>
  /** Ends what listens to the rest of the app. */
  stop?: () => void
}

const data: Data = {
  ...noListYet,
  emptyTrash: t('emptyTrash', { days: limits.trashDays }),
  swiped: '',
  actions: [
    { name: 'restore', label: texts.restore, tone: 'plain' },
    { name: 'destroy', label: texts.destroy, tone: 'danger' },
  ],
}
const held: Held = {}

type OfNote = WechatMiniprogram.BaseEvent<object, { id: string }>

Page({
  data: { ...data, t: pick('clearTrash') },
  ...held,

  onLoad() {
    const list = new TrashList(() => this.view?.draw())
    this.list = list
    this.view = new ListView(this, list, (note) =>
      cardOf(note, daysLeft(note.deletedAt ?? Date.now(), Date.now())),
    )
    // A note in the trash can only be restored or destroyed, so every change takes it out of this list.
    this.stop = noteChanges.subscribe((change) =>
      list.remove(change.kind === 'removed' ? change.id : change.note.id),
    )
    void list.reload()
  },

  onReady() {
    void wx.setNavigationBarTitle({ title: texts.trashTitle })
  },

  onUnload() {
    this.view?.close()
    this.stop?.()
  },

  async onPullDownRefresh() {
    await this.list?.reload()
    void wx.stopPullDownRefresh()
  },

  async onReachBottom() {
    await this.list?.more()
  },

  retry() {
    void this.list?.retry()
  },

  open({ currentTarget }: OfNote) {
    if (this.data.swiped) return this.setData({ swiped: '' })
    void wx.navigateTo({ url: `/pages/note/note?id=${currentTarget.dataset.id}` })
  },

  async act({ currentTarget }: OfNote) {
    const { list } = this
    const note = list && findItem(list.blocks, currentTarget.dataset.id)
    if (note && !(await offerActions(note))) await list.reload()
  },

  swipe({ currentTarget, detail }: OfNote & { detail: { open: boolean } }) {
    this.setData({ swiped: detail.open ? currentTarget.dataset.id : '' })
  },

  async actOn({ currentTarget, detail }: OfNote & { detail: { name: TrashAction } }) {
    this.setData({ swiped: '' })
    const { list } = this
    const note = list && findItem(list.blocks, currentTarget.dataset.id)
    if (note && !(await actOn(note, detail.name))) await list.reload()
  },

  async clear() {
    const { list } = this
    const [newest] = list ? itemsOf(list.blocks) : []
    if (list && newest && (await clearTrash(newest))) await list.retry()
  },
})
