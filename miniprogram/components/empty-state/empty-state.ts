/** What a place is for while nothing is in it, and the one thing to do about that. Events: `act`. */
Component({
  properties: {
    text: String,
    /** The button's text. */
    action: String,
  },
  methods: {
    act() {
      this.triggerEvent('act')
    },
  },
})
