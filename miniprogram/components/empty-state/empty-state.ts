/** What a place is for while nothing is in it, and the one thing to do about that. Events: `act`. */
Component({
  properties: {
    text: String,
    /** The button's text; without it there is no button. */
    action: String,
    /** Whether the button is not what the place is for. */
    quiet: Boolean,
  },
  methods: {
    act() {
      this.triggerEvent('act')
    },
  },
})
