import { limits } from '../../../shared/note-limits'
import { asCallError, rethrowUnlessCallError } from '../../common/call-error'
import { factsOf, placeOf } from '../../components/note-details/facts'
import { withTag } from '../../components/tag-editor/with-tag'
import { pick, t, texts } from '../../i18n/index'
import { listTags, restoreNote, type NoteContent } from '../../services/notes'
import { noteChanges } from '../../stores/changes'
import { Draft } from '../../stores/draft'
import { keptNote, openNote } from '../../stores/kept-notes'
import { listedNote } from '../../stores/listed'
import { contentOf, same } from '../../stores/merge'
import { findDraft, keepNow, leave, sendNow, write } from '../../stores/outbox'
import { moveToTrash } from '../../stores/removal'
import { data, held } from './data'
import { nearLimit } from './near-limit'
import { Writing } from './writing'

Page({
  data: {
    ...data,
    t: pick('titleHint'),
    limit: limits.title,
  },
  ...held,

  onLoad({ id }) {
    this.writing = new Writing(() => this.draft && this.show(this.draft))
    const draft = id === undefined ? Draft.of(null) : findDraft(id)
    if (draft) {
      draft.retry()
      this.edit(draft)
      void sendNow()
    } else {
      this.noteId = id
      void this.load()
    }
    if (id === undefined) this.setData({ titleFocus: true })
  },

  onShow() {
    this.visible = true
    if (this.draft) this.show(this.draft)
  },

  onReady() {
    const title = this.data.state === 'new' && !this.noteId ? texts.newNoteTitle : texts.noteTitle
    void wx.setNavigationBarTitle({ title })
    this.titled = true
    if (this.draft) this.show(this.draft)
  },

  onHide() {
    this.visible = false
    this.writing?.end()
    keepNow()
    void sendNow()
  },

  async onUnload() {
    const { draft } = this
    this.writing?.end()
    if (!draft) return
    this.takeTypedTag()
    draft.report = () => {}
    await leave(draft)
    const { kind } = draft.state
    if (kind === 'unsaved' || kind === 'conflict')
      void wx.showToast({
        title: kind === 'conflict' ? texts.leftUndecided : texts.leftUnsaved,
        icon: 'none',
      })
  },

  /** Shows at once what the phone keeps of the note, and what the cloud has as soon as that is known. */
  async load() {
    if (this.noteId === undefined) return
    // The draft is not in the outbox any more: it was sent, and the note has an id of the cloud's now.
    if (this.noteId.startsWith('new-')) return this.setData({ loading: false, error: texts.NOT_FOUND })
    const kept = keptNote(this.noteId)
    if (kept) this.edit(Draft.of(kept))
    else this.begin(this.noteId)
    // Where something was typed meanwhile, sending it tells what became of the note.
    const mayReplace = () => !kept || this.draft?.state.kind === 'saved'
    try {
      const note = await openNote(this.noteId)
      if (note.deletedAt === null) return this.draft ? this.draft.refresh(note) : this.edit(Draft.of(note))
      if (!mayReplace()) return
      delete this.draft
      this.trashedNote = note
      this.fill(contentOf(note))
      this.setData({ loading: false, opening: false, trashed: true })
    } catch (caught) {
      const { code } = asCallError(caught)
      if (kept && (code !== 'NOT_FOUND' || !mayReplace())) return
      delete this.draft
      const unreachable = code === 'NETWORK' || code === 'TIMEOUT'
      this.setData({ loading: false, opening: false, error: unreachable ? texts.notOnPhone : t(code) })
    }
  },

  /** Shows what the list knows of a note until it is there. It cannot be changed until then: what it says is not known. */
  begin(id: string) {
    const listed = listedNote(id)
    this.setData({ loading: !listed, opening: listed !== undefined, error: '' })
    if (!listed) return
    const { title, tags, pinned, excerpt } = listed
    // What a search has found begins in the middle of the text.
    this.fill({ title, tags, pinned, body: excerpt.startsWith('…') ? '' : excerpt })
  },

  edit(draft: Draft) {
    this.draft = draft
    draft.report = () => this.show(draft)
    this.setData({ loading: false, opening: false, trashed: false })
    this.show(draft)
  },

  show({ state, content }: Draft) {
    if (state.kind === 'gone') return
    if (!same(content, this.shown)) this.fill(content)
    const error = state.kind === 'unsaved' || state.kind === 'waiting' ? state.error : null
    const reason = error && error.code !== 'NETWORK' ? t(error.code) : ''
    if (state.kind !== this.data.state || reason !== this.data.reason)
      this.setData({ state: state.kind, reason })
    if (state.kind !== 'conflict') this.compared = false
    else if (!this.compared && this.mayLeave()) this.compare()
  },

  /** Whether another page may open by itself: never in the middle of a word. */
  mayLeave(): boolean {
    return this.visible && this.titled && !this.writing?.isGoingOn && !this.data.tagging
  },

  fill(content: NoteContent) {
    // setData ignores a value that it believes to be there already, so it first has to learn what was typed.
    const { title, body } = this.shown
    if (title !== this.data.title || body !== this.data.body) this.setData({ title, body })
    this.shown = content
    this.setData({ ...content })
  },

  change(changes: Partial<NoteContent>) {
    if (!this.draft) return
    const content = { ...this.draft.content, ...changes }
    this.shown = content
    write(this.draft, content)
  },

  tellLimit(length: number, limit: number) {
    const told = nearLimit(length, limit)
    if (told !== this.data.nearLimit) this.setData({ nearLimit: told })
  },

  typeTitle({ detail }: WechatMiniprogram.Input) {
    this.write()
    this.tellLimit(detail.value.length, limits.title)
    this.change({ title: detail.value })
  },

  typeBody({ detail: { text } }: WechatMiniprogram.CustomEvent<{ text: string }>) {
    this.tellLimit(text.length, limits.body)
    this.change({ body: text })
  },

  write() {
    this.writing?.begin()
  },

  rest() {
    this.writing?.pause()
  },

  toBody() {
    this.selectComponent('#body').start()
  },

  switchBox() {
    this.selectComponent('#body').switchBox()
  },

  makeRoom({ detail }: WechatMiniprogram.CustomEvent<{ height: number }>) {
    // A keyboard can go away and leave the field its focus.
    if (detail.height === 0 && this.writing?.isGoingOn) this.rest()
    if (detail.height !== this.data.keyboard) this.setData({ keyboard: detail.height })
  },

  async startTags() {
    if (this.data.tagging) return this.endTags()
    this.setData({ tagging: true })
    if (this.data.suggestions.length > 0) return
    try {
      this.setData({ suggestions: await listTags() })
    } catch (caught) {
      // Without suggestions, tags can still be typed.
      rethrowUnlessCallError(caught)
    }
  },

  endTags() {
    this.takeTypedTag()
    this.setData({ tagging: false })
    this.rest()
  },

  typeTag({ detail }: WechatMiniprogram.CustomEvent<{ typed: string }>) {
    this.typedTag = detail.typed
  },

  /** Adds what is in the tag field. A tag need not be confirmed before the field is left. */
  takeTypedTag() {
    const tags = withTag(this.data.tags, this.typedTag)
    if (tags !== this.data.tags) this.changeTags({ detail: { tags } })
  },

  changeTags({ detail: { tags } }: { detail: { tags: string[] } }) {
    this.setData({ tags })
    this.change({ tags })
  },

  async openDetails() {
    const note = this.draft ? this.draft.note : (this.trashedNote ?? null)
    const facts = factsOf(this.shown, note)
    this.setData({ facts })
    const place = note ? await placeOf(note) : []
    if (place.length > 0 && this.data.facts.length > 0) this.setData({ facts: [...facts, ...place] })
  },

  closeDetails() {
    this.setData({ facts: [] })
  },

  togglePin() {
    const pinned = !this.data.pinned
    this.setData({ pinned })
    this.change({ pinned })
    void sendNow()
  },

  save() {
    this.draft?.retry()
    void sendNow()
  },

  compare() {
    if (!this.draft) return
    this.compared = true
    void wx.navigateTo({ url: `/pages/conflict/conflict?id=${this.draft.id}` })
  },

  async remove() {
    if (!this.draft || this.removing) return
    this.removing = true
    // Who deletes a note does not write in it any more.
    this.writing?.end()
    const gone = await moveToTrash(this.draft)
    this.removing = false
    if (!gone) return
    delete this.draft
    wx.navigateBack({
      // There is no page below when this one was opened directly, as DevTools can do.
      fail: () => wx.switchTab({ url: '/pages/notes/notes' }),
    })
  },

  async restore() {
    if (!this.trashedNote) return
    try {
      const rev = await restoreNote(this.trashedNote.id, this.trashedNote.rev)
      const draft = Draft.of({ ...this.trashedNote, rev, deletedAt: null })
      noteChanges.emit({ kind: 'saved', note: draft.summary() })
      this.edit(draft)
    } catch (caught) {
      void wx.showToast({ title: t(asCallError(caught).code), icon: 'none' })
    }
  },
})
