import { countBoxes, drawBoxes, withoutSigns, withSigns } from '../../../shared/checklist'
import { limits } from '../../../shared/note-limits'
import { countWords } from '../../common/words'
import { pick, t } from '../../i18n/index'
import { addBox, afterReturn, doneLast, switchBox, tick, type Written } from './checklist'
import { follow } from './links'
import { canBeTapped, rowsOf, type Row } from './rows'

/** After typing the text is read again; not at once, because the finger may be on its way to a button. */
const readingDelayMs = 250

/**
 * The body of a note: a field, and rows in place of it while nobody types and there is something to tap: boxes to tick, and
 * links. Events: `change` with the text, whenever it changes here; `write` when its field gets the focus, `rest` when it
 * loses it; `keyboard` with its height in pixels; `details` when the person wants to know more about the note.
 */
Component({
  // `written` is what the field holds. `current` is the same as it is stored, `caret` the place in that where typing goes
  // on; -1 while it is not known. `writing` is whether the field has the focus, or is to get it.
  options: { pureDataPattern: /^(?:written|current|caret|writing|timer)$/ },
  properties: {
    /** The text as it was last put in from outside. */
    text: String,
    readonly: Boolean,
    /** Whether there is no room for facts about the text. */
    bare: Boolean,
  },
  data: {
    t: pick('bodyHint', 'doneLast', 'details'),
    /** How much the field may hold: a box is longer where it is stored. */
    limit: Number(limits.body),
    reading: false,
    rows: Array<Row>(),
    /** What the field was last told to hold, and where its caret. */
    value: '',
    cursor: -1,
    focus: false,
    /** How many words there are; empty for a text without any. */
    count: '',
    /** Whether something done stands before something that is not. */
    canMoveDone: false,
    written: '',
    current: '',
    caret: -1,
    writing: false,
    timer: 0,
  },
  observers: {
    text(text: string) {
      if (text === this.data.current) return
      this.put(text)
      this.read()
    },
    readonly() {
      this.read()
    },
  },
  lifetimes: {
    detached() {
      clearTimeout(this.data.timer)
    },
  },
  methods: {
    type({ detail: { value, cursor } }: WechatMiniprogram.TextareaInput) {
      const text = withoutSigns(value)
      const caret = withoutSigns(value.slice(0, cursor)).length
      const next = afterReturn(this.data.current, { text, caret })
      this.setData({ written: value, current: text, caret })
      if (next) this.put(next.text, next.caret)
      this.makeRoom()
      this.tell()
    },

    begin() {
      clearTimeout(this.data.timer)
      this.setData({ writing: true })
      this.triggerEvent('write')
    },

    /** Gives the field the focus, where the text ends. */
    start() {
      const { current } = this.data
      this.write({ text: current, caret: current.length })
    },

    rest({ detail }: WechatMiniprogram.CustomEvent<{ cursor: number }>) {
      const caret = withoutSigns(this.data.written.slice(0, detail.cursor)).length
      this.setData({ focus: false, writing: false, caret })
      this.triggerEvent('rest')
      clearTimeout(this.data.timer)
      this.setData({ timer: setTimeout(() => this.read(), readingDelayMs) })
    },

    /** Shows rows if there is something in them to tap, and the facts about the text. */
    read() {
      if (this.data.writing) return
      const { current } = this.data
      const reading = canBeTapped(current)
      if (reading) this.setData({ reading, rows: rowsOf(current) })
      else if (this.data.reading) {
        this.setData({ reading, rows: [] })
        this.put(current)
      }
      this.count()
    },

    count() {
      const { current } = this.data
      const words = countWords(drawBoxes(current))
      const { boxes, ticked } = countBoxes(current)
      const canMoveDone = ticked > 0 && ticked < boxes && doneLast(current) !== current
      this.setData({ count: words > 0 ? t('wordCount', { count: words }) : '', canMoveDone })
    },

    /** Goes on in the field at the end of the row that was tapped, or of the text. */
    edit({ currentTarget }: WechatMiniprogram.BaseEvent<object, { end?: number }>) {
      const { current, readonly } = this.data
      if (!readonly) this.write({ text: current, caret: currentTarget.dataset.end ?? current.length })
    },

    /** Puts a box before the line that is being written, or takes it away; begins a new one while nobody writes. */
    switchBox() {
      const { current, caret, reading } = this.data
      this.write(reading || caret < 0 ? addBox(current) : switchBox({ text: current, caret }))
      this.tell()
    },

    tick({ currentTarget }: WechatMiniprogram.BaseEvent<object, { line: number }>) {
      if (this.data.readonly) return
      const { line } = currentTarget.dataset
      this.setData({
        current: tick(this.data.current, line),
        [`rows[${line}].done`]: !this.data.rows[line]?.done,
      })
      this.count()
      this.tell()
    },

    moveDone() {
      this.put(doneLast(this.data.current))
      this.read()
      this.tell()
    },

    follow({ currentTarget }: WechatMiniprogram.BaseEvent<object, { url: string }>) {
      follow(currentTarget.dataset.url)
    },

    /** Opens the field with this text. */
    write({ text, caret }: Written) {
      clearTimeout(this.data.timer)
      this.put(text, caret)
      this.setData({ reading: false, rows: [], focus: true, writing: true, caret })
    },

    put(text: string, caret = -1) {
      const value = withSigns(text)
      const cursor = caret < 0 ? -1 : withSigns(text.slice(0, caret)).length
      // setData ignores a value that it believes to be there already, so it first has to learn what was typed.
      if (value === this.data.value || (cursor >= 0 && cursor === this.data.cursor))
        this.setData({ value: this.data.written, cursor: -1 })
      this.setData({ value, cursor, written: value, current: text })
      this.makeRoom()
    },

    makeRoom() {
      const { written, current } = this.data
      const limit = limits.body - (current.length - written.length)
      if (limit !== this.data.limit) this.setData({ limit })
    },

    tell() {
      this.triggerEvent('change', { text: this.data.current })
    },

    keyboard({ detail }: WechatMiniprogram.CustomEvent<{ height: number }>) {
      this.triggerEvent('keyboard', detail)
    },

    details() {
      this.triggerEvent('details')
    },
  },
})
