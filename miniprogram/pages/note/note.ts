import { limits } from '../../../shared/limits'
import { t, words } from '../../i18n/index'
import { asCallError } from '../../services/call-error'
import { getNote, type NoteText } from '../../services/notes'
import { Draft, type DraftState } from '../../stores/draft'
import { leave, resume } from '../../stores/unsaved'
import { asksToRemove, chooseSide } from './questions'
import { usage } from './usage'

const { titleHint, bodyHint, saved, saving, unsaved, retry, remove } = words

interface Data {
  t: Record<'titleHint' | 'bodyHint' | 'saved' | 'saving' | 'unsaved' | 'retry' | 'remove', string>
  limits: { title: number; body: number }
  loading: boolean
  /** Why the note could not be opened. */
  error: string
  /** The text as last put into the fields. What is typed since then is in the draft alone. */
  title: string
  body: string
  titleFocus: boolean
  bodyFocus: boolean
  state: DraftState['kind']
  /** Why the text is not saved. */
  reason: string
  /** How much of the limit is used, when it is near. */
  usage: string
}

interface Custom {
  /** Missing for a note that is not written yet. */
  noteId?: string
  /** Missing until the note is loaded. */
  draft?: Draft
  load(): Promise<void>
  edit(draft: Draft): void
  show(draft: Draft, state: DraftState): Promise<void>
  fill(text: NoteText): void
  typeTitle(event: WechatMiniprogram.Input): void
  typeBody(event: WechatMiniprogram.Input): void
  toBody(): void
  leaveBody(): void
  save(): void
  remove(): Promise<void>
}

Page<Data, Custom>({
  data: {
    t: { titleHint, bodyHint, saved, saving, unsaved, retry, remove },
    limits: { title: limits.title, body: limits.body },
    loading: true,
    error: '',
    title: '',
    body: '',
    titleFocus: false,
    bodyFocus: false,
    state: 'new',
    reason: '',
    usage: '',
  },

  onLoad({ id }) {
    const draft = resume(id ?? null)
    if (draft) {
      this.edit(draft)
      void draft.flush()
    } else if (id === undefined) {
      this.edit(new Draft(null))
      this.setData({ titleFocus: true })
    } else {
      this.noteId = id
      void this.load()
    }
  },

  onReady() {
    const isNew = this.draft?.id === null
    void wx.setNavigationBarTitle({ title: isNew ? words.newNoteTitle : words.noteTitle })
  },

  onHide() {
    void this.draft?.flush()
  },

  onUnload() {
    if (this.draft) leave(this.draft)
  },

  async load() {
    if (this.noteId === undefined) return
    this.setData({ loading: true, error: '' })
    try {
      this.edit(new Draft(await getNote(this.noteId)))
    } catch (caught) {
      this.setData({ loading: false, error: t(asCallError(caught).code) })
    }
  },

  edit(draft) {
    this.draft = draft
    draft.report = (state) => void this.show(draft, state)
    this.setData({ loading: false, state: draft.state.kind })
    this.fill(draft.text)
  },

  async show(draft, state) {
    this.setData({ state: state.kind, reason: state.kind === 'unsaved' ? t(state.error.code) : '' })
    if (state.kind !== 'conflict') return
    const side = await chooseSide()
    if (side === 'mine') void draft.keepMine()
    if (side === 'theirs') {
      // setData does nothing to a field whose value it believes unchanged: first it has to learn what was typed.
      this.fill(draft.text)
      draft.takeTheirs()
      this.fill(draft.text)
    }
  },

  fill({ title, body }) {
    this.setData({ title, body })
  },

  typeTitle({ detail }) {
    this.setData({ usage: usage(detail.value.length, limits.title) })
    this.draft?.edit({ ...this.draft.text, title: detail.value })
  },

  typeBody({ detail }) {
    this.setData({ usage: usage(detail.value.length, limits.body) })
    this.draft?.edit({ ...this.draft.text, body: detail.value })
  },

  toBody() {
    this.setData({ bodyFocus: true })
  },

  leaveBody() {
    this.setData({ bodyFocus: false })
  },

  save() {
    void this.draft?.flush()
  },

  async remove() {
    if (!this.draft || !(await asksToRemove())) return
    try {
      await this.draft.remove()
    } catch (caught) {
      const { code } = asCallError(caught)
      // A conflict asks its own question.
      if (code !== 'CONFLICT') void wx.showToast({ title: t(code), icon: 'none' })
      return
    }
    const said = () => void wx.showToast({ title: words.removed, icon: 'success' })
    wx.navigateBack({
      success: said,
      // Nothing lies below when the page was opened by itself, as DevTools can.
      fail: () => wx.switchTab({ url: '/pages/notes/notes', success: said }),
    })
  },
})
