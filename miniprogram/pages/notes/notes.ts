import type { NoteSummary } from '../../../shared/notes'
import { t, words } from '../../i18n/index'
import { nameTabs } from '../../i18n/tab-bar'
import { asCallError } from '../../services/call-error'
import { listNotes } from '../../services/notes'
import { onChange, type Change } from '../../stores/changes'
import { before, toRow, type Row } from './row'

const { writeNote, emptyNotes } = words

interface Data {
  t: { writeNote: string; emptyNotes: string }
  notes: Row[]
  loading: boolean
  /** Why the list could not be loaded. */
  error: string
  /** Whether there is another page below. */
  more: boolean
  /** Why the page below could not be loaded. */
  moreError: string
}

interface Custom {
  /** The notes behind the rows, in the same order. */
  listed: NoteSummary[]
  nextCursor: string | null
  /** Counts the requests, so that an answer overtaken by a newer request is let go. */
  turn: number
  busy: boolean
  visible: boolean
  /** Changes that wait until the page is in front and no list is on its way. */
  pending: Change[]
  stopListening?: () => void
  load(cursor: string | null): Promise<void>
  reload(): Promise<void>
  settle(): void
  apply(change: Change): void
  refreshAges(): void
  open(event: WechatMiniprogram.BaseEvent<object, { id: string }>): void
  write(): void
}

Page<Data, Custom>({
  data: { t: { writeNote, emptyNotes }, notes: [], loading: true, error: '', more: false, moreError: '' },

  listed: [],
  nextCursor: null,
  turn: 0,
  busy: false,
  visible: false,
  pending: [],

  onLoad() {
    this.stopListening = onChange((change) => {
      this.pending.push(change)
      this.settle()
    })
    void this.reload()
  },

  onReady() {
    nameTabs()
    void wx.setNavigationBarTitle({ title: words.notesTitle })
  },

  onShow() {
    this.visible = true
    this.refreshAges()
    this.settle()
  },

  onHide() {
    this.visible = false
  },

  onUnload() {
    this.stopListening?.()
  },

  async onPullDownRefresh() {
    await this.reload()
    void wx.stopPullDownRefresh()
  },

  async onReachBottom() {
    if (this.busy || this.nextCursor === null) return
    this.setData({ moreError: '' })
    await this.load(this.nextCursor)
  },

  async reload() {
    this.setData({ loading: true, error: '' })
    await this.load(null)
  },

  async load(cursor) {
    const turn = ++this.turn
    this.busy = true
    try {
      const page = await listNotes(cursor)
      if (turn !== this.turn) return
      const start = cursor === null ? 0 : this.listed.length
      const rows = page.notes.map((note) => toRow(note, Date.now()))
      this.listed = [...this.listed.slice(0, start), ...page.notes]
      this.nextCursor = page.nextCursor
      this.setData({
        // Only the new rows travel to the view; those above stay as they are.
        ...(cursor === null
          ? { notes: rows }
          : Object.fromEntries(rows.map((row, i) => [`notes[${start + i}]`, row]))),
        more: page.nextCursor !== null,
        moreError: '',
        loading: false,
      })
    } catch (caught) {
      const sentence = t(asCallError(caught).code)
      if (turn === this.turn)
        this.setData(cursor === null ? { error: sentence, loading: false } : { moreError: sentence })
    } finally {
      if (turn === this.turn) this.busy = false
      this.settle()
    }
  },

  settle() {
    if (this.visible && !this.busy) this.pending.splice(0).forEach((change) => this.apply(change))
  },

  apply(change) {
    const now = Date.now()
    const id = change.kind === 'saved' ? change.note.id : change.id
    const index = this.listed.findIndex((note) => note.id === id)
    if (change.kind === 'saved' && index >= 0) {
      // Stays where it is, under the reader's finger; the next refresh puts it on top.
      this.listed[index] = change.note
      this.setData({ [`notes[${index}]`]: toRow(change.note, now) })
      return
    }
    if (change.kind === 'saved') {
      const place = this.listed.findIndex((note) => before(change.note, note))
      if (place < 0 && this.nextCursor !== null) return
      this.listed.splice(place < 0 ? this.listed.length : place, 0, change.note)
    } else if (index >= 0) this.listed.splice(index, 1)
    else return
    this.setData({ notes: this.listed.map((note) => toRow(note, now)) })
  },

  refreshAges() {
    const now = Date.now()
    const patch: Record<string, string> = {}
    this.listed.forEach((note, i) => {
      const { age } = toRow(note, now)
      if (age !== this.data.notes[i]?.age) patch[`notes[${i}].age`] = age
    })
    if (Object.keys(patch).length > 0) this.setData(patch)
  },

  open({ currentTarget }) {
    void wx.navigateTo({ url: `/pages/note/note?id=${currentTarget.dataset.id}` })
  },

  write() {
    void wx.navigateTo({ url: '/pages/note/note' })
  },
})
