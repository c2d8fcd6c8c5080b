import { limits } from '../../../shared/note-limits'
import { pick } from '../../i18n/index'

/** A search begins after a pause in typing of this length. */
const typingPauseMs = 300

/** The field in which words to search for are typed. Events: `search` with the words, when they have changed. */
Component({
  options: { pureDataPattern: /^timer$/ },
  properties: {
    /** The words that are being looked for. */
    value: String,
  },
  data: { t: pick('search', 'clear'), limit: limits.words, typed: '', timer: 0 },
  observers: {
    value(value: string) {
      if (value !== this.data.typed.trim()) this.setData({ typed: value })
    },
  },
  lifetimes: {
    detached() {
      clearTimeout(this.data.timer)
    },
  },
  methods: {
    type({ detail }: WechatMiniprogram.Input) {
      clearTimeout(this.data.timer)
      this.setData({ typed: detail.value, timer: setTimeout(() => this.tell(), typingPauseMs) })
    },

    clear() {
      this.setData({ typed: '' })
      this.tell()
    },

    tell() {
      clearTimeout(this.data.timer)
      const words = this.data.typed.trim()
      if (words !== this.data.value) this.triggerEvent('search', { words })
    },
  },
})
