import { pick } from '../../i18n/index'

/** How long the offer stands. */
const offerMs = 5_000

/** Says that a note was deleted and offers to undo that, for a moment. Events: `undo`, and `end` when the moment is over. */
Component({
  options: { pureDataPattern: /^timer$/ },
  properties: {
    /** The note's id; with another one the moment begins anew. */
    offer: String,
  },
  data: { t: pick('movedToTrash', 'undo'), timer: 0 },
  observers: {
    offer() {
      clearTimeout(this.data.timer)
      this.setData({ timer: setTimeout(() => this.triggerEvent('end'), offerMs) })
    },
  },
  lifetimes: {
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
