import { pick } from '../../i18n/index'

/** How long the offer can be taken. */
const offerMs = 5_000

/** Says that a note was deleted, and offers to undo it for a while. Events: `undo`, and `end` when the time is up. */
Component({
  options: { pureDataPattern: /^timer$/ },
  properties: {
    /** The note's id; another one starts the time again. */
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
