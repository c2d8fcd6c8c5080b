/** Says why there is nothing to see, and offers the one thing to do about it. Events: `act`, when that is tapped. */
Component({
  properties: {
    text: String,
    /** The button's text; without it there is no button. */
    action: String,
    /** Whether the button is plain, for an action that is not the main one. */
    quiet: Boolean,
  },
  methods: {
    act() {
      this.triggerEvent('act')
    },
  },
})
