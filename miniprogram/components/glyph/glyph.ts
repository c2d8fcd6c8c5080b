/** A line icon in the colour of the text around it. */
Component({
  properties: {
    /** 'plus', 'trash', 'alert', 'chevron', 'tag', 'pin', 'close', 'search' or 'check'. */
    name: String,
    /** Pixels. */
    size: { type: Number, value: 24 },
  },
})
