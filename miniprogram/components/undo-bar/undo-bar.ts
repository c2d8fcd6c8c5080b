import { pick, t, texts } from '../../i18n/index'

/** How long the offer can be taken. */
const offerMs = 5_000

/** Says that a note was deleted, and offers to undo it for a while. Events: `undo`, and `end` when the time is up. */
Component({
  options: { pureDataPattern: /^timer$/ },
  properties: {
    /** The note's id; another one starts the time again. */
    offer: String,
    /** How many notes it is about. */
    count: { type: Number, value: 1 },
  },
  data: { t: pick('undo'), told: '', timer: 0 },
  observers: {
    count(count: number) {
      this.setData({ told: count > 1 ? t('movedSeveral', { count }) : texts.movedToTrash })
    },
    offer() {
      clearTimeout(this.data.timer)
      this.setData({ timer: setTimeout(() => this.triggerEvent('end'), offerMs) })
    },
  },
  lifetimes: {
    attached() {
      if (!this.data.told) this.setData({ told: texts.movedToTrash })
    },
    detached() {
      clearTimeout(this.data.timer)
    },
  },
  methods: {
    undo() {
      this.triggerEvent('undo')
    },
  },
})
