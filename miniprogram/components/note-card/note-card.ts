import { words } from '../../i18n/index'

const { pinned, untitled } = words

/** One note in a list. */
Component({
  properties: {
    title: String,
    excerpt: String,
    /** In words. */
    age: String,
    pinned: Boolean,
  },
  data: { t: { pinned, untitled } },
})
