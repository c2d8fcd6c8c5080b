import { words } from '../../i18n/index'

const { pinned, untitled, waiting } = words

/** One note in a list. */
Component({
  properties: {
    title: String,
    excerpt: String,
    /** In one line. */
    tags: String,
    /** How old it is, or how long it stays, in words. */
    time: String,
    pinned: Boolean,
    /** Whether the cloud does not have it yet. */
    waiting: Boolean,
    /** Whether it is shown as something put aside. */
    faded: Boolean,
  },
  data: { t: { pinned, untitled, waiting } },
})
