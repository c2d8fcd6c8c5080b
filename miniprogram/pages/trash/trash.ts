import { limits } from '../../../shared/note-limits'
import type { NoteSummary } from '../../../shared/notes'
import { findItem } from '../../common/list/blocks'
import { ListView, noListYet, type ListData } from '../../common/list/list-view'
import { cardOf, type NoteCard } from '../../components/note-card/card'
import { t, texts } from '../../i18n/index'
import { noteChanges } from '../../stores/changes'
import { daysLeft } from './days-left'
import { TrashList } from './list'
import { offerActions } from './trash-actions'

interface Data extends ListData<NoteCard> {
  emptyTrash: string
}

/** What the page holds beside its data. */
interface Held {
  list?: TrashList
  view?: ListView<NoteSummary, NoteCard>
  /** Ends what listens to the rest of the app. */
  stop?: () => void
}

const data: Data = { ...noListYet, emptyTrash: t('emptyTrash', { days: limits.trashDays }) }
const held: Held = {}

Page({
  data,
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

  async act({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
    const { list } = this
    const note = list && findItem(list.blocks, currentTarget.dataset.id)
    if (note && !(await offerActions(note))) await list.reload()
  },
})
