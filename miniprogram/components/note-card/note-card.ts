import { pick } from '../../i18n/index'

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
    /** Whether it is shown pale, as a note in the trash. */
    faded: Boolean,
  },
  data: { t: pick('pinned', 'untitled', 'waiting') },
})
