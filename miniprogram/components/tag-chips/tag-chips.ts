import { pick } from '../../i18n/index'

/** Tags in a row that scrolls sideways; one can be chosen. Events: `choose` with the tag, '' for all notes. */
Component({
  options: { pureDataPattern: /^at$/ },
  properties: {
    tags: { type: Array, value: Array<string>() },
    /** The one that is chosen; empty for all notes. */
    chosen: String,
  },
  data: {
    t: pick('allNotes', 'addTags'),
    /** How far the row is to be scrolled, and how far it is, in pixels. */
    left: 0,
    at: 0,
  },
  observers: {
    // What is chosen comes into sight. A value that is there already would move nothing.
    chosen(chosen: string) {
      if (!chosen) this.setData({ left: this.data.at }, () => this.setData({ left: 0 }))
    },
  },
  methods: {
    scroll({ detail }: WechatMiniprogram.ScrollViewScroll) {
      this.setData({ at: detail.scrollLeft })
    },

    choose({ currentTarget }: WechatMiniprogram.BaseEvent<object, { tag: string }>) {
      const { tag } = currentTarget.dataset
      if (tag !== this.data.chosen) this.triggerEvent('choose', { tag })
    },
  },
})
