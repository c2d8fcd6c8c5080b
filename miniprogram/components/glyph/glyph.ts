/** A line icon in the colour of the text around it. */
Component({
  properties: {
    /** 'plus', 'trash' or 'alert'. */
    name: String,
    /** Pixels. */
    size: { type: Number, value: 24 },
  },
})
