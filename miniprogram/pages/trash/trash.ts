import { limits } from '../../../shared/limits'
import { t, words } from '../../i18n/index'
import { asCallError } from '../../common/call-error'
import { listTrash, type NotesPage } from '../../services/notes'
import { noteChanges } from '../../stores/changes'
import { append, blockOf, findNote, nextOf, notesOf, take, type Block } from '../notes/blocks'
import { changed, difference, draw, type Drawn } from '../notes/difference'
import { toRow } from '../notes/row'
import { watchBlocks } from '../notes/sight'
import { daysLeft } from './days-left'
import { offerActions } from './trash-actions'

interface Shown {
  loading: boolean
  /** Why the trash could not be loaded. */
  error: string
  /** Whether there is another page below. */
  more: boolean
  /** Why the page below could not be loaded. */
  moreError: string
  /** Whether nothing is listed. */
  empty: boolean
}

interface Data extends Shown {
  emptyTrash: string
  blocks: Drawn[]
}

interface Custom {
  blocks: Block[]
  /** Counts the requests, so that an answer overtaken by a newer request is let go. */
  turn: number
  busy: boolean
  stop?: () => void
  /** Ends what watches each block. */
  watched: (() => void)[]
  load(cursor: string | null, use: (page: NotesPage) => void, failed: 'error' | 'moreError'): Promise<void>
  reload(): Promise<void>
  retry(): void
  render(shown: Partial<Shown>): void
  watch(): void
  act(event: WechatMiniprogram.BaseEvent<object, { id: string }>): Promise<void>
}

Page<Data, Custom>({
  data: {
    emptyTrash: t('emptyTrash', { days: limits.trashDays }),
    loading: true,
    error: '',
    more: false,
    moreError: '',
    empty: true,
    blocks: [],
  },

  blocks: [],
  turn: 0,
  busy: false,
  watched: [],

  onLoad() {
    // Whatever happens to a note in the trash takes it out.
    this.stop = noteChanges.subscribe((change) => {
      take(this.blocks, change.kind === 'removed' ? change.id : change.note.id)
      this.render({})
    })
    void this.reload()
  },

  onReady() {
    void wx.setNavigationBarTitle({ title: words.trashTitle })
  },

  onUnload() {
    for (const stop of this.watched) stop()
    this.stop?.()
  },

  async onPullDownRefresh() {
    await this.reload()
    void wx.stopPullDownRefresh()
  },

  async onReachBottom() {
    const next = nextOf(this.blocks)
    if (this.busy || next === null) return
    this.render({ moreError: '' })
    await this.load(next, (page) => append(this.blocks, page), 'moreError')
  },

  reload() {
    return this.load(null, (page) => (this.blocks = [blockOf(page)]), 'error')
  },

  retry() {
    this.render({ loading: true, error: '' })
    void this.reload()
  },

  async load(cursor, use, failed) {
    const turn = ++this.turn
    this.busy = true
    const outcome: Partial<Shown> = await listTrash(cursor).then(
      (page) => {
        if (turn === this.turn) use(page)
        return { error: '', moreError: '' }
      },
      (caught: unknown) => ({ [failed]: t(asCallError(caught).code) }),
    )
    if (turn !== this.turn) return
    this.busy = false
    this.render({ ...outcome, loading: false })
  },

  render(shown) {
    const all = { ...shown, more: nextOf(this.blocks) !== null, empty: notesOf(this.blocks).length === 0 }
    const drawn = draw(this.blocks, (note) => toRow(note, daysLeft(note.deletedAt ?? Date.now(), Date.now())))
    const patch = { ...changed(this.data, all), ...difference(this.data.blocks, drawn) }
    if (Object.keys(patch).length > 0) this.setData(patch, () => this.watch())
  },

  watch() {
    watchBlocks(
      this,
      this.watched,
      () => this.blocks,
      () => this.render({}),
    )
  },

  async act({ currentTarget }) {
    const note = findNote(this.blocks, currentTarget.dataset.id)
    if (note && !(await offerActions(note))) await this.reload()
  },
})
