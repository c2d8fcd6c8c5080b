/** A row of a card: a name, its value, and a line of explanation if it needs one; or, with a `url`, a way to a page. */
Component({
  properties: {
    label: String,
    value: String,
    hint: String,
    /** Where a tap leads: a page that is no tab. */
    url: String,
  },
  methods: {
    open() {
      void wx.navigateTo({ url: this.data.url })
    },
  },
})
