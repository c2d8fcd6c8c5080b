import { runsOf, wordsOf, type Run } from '../../../shared/search'
import { pick } from '../../i18n/index'

/** One note in a list. */
Component({
  properties: {
    title: String,
    excerpt: String,
    /** The words that were looked for, as they were typed: they are marked. */
    words: String,
    /** In one line. */
    tags: String,
    /** How old it is, or how long it stays, in words. */
    time: String,
    /** Whether the cloud does not have it yet. */
    waiting: Boolean,
    /** Whether it waits for the person to choose between two versions. */
    undecided: Boolean,
    /** How much of its checklist is done; empty without one. */
    progress: String,
    /** Whether it is shown pale, as a note in the trash. */
    faded: Boolean,
    /** Whether notes are being picked, and whether this one is. */
    picking: Boolean,
    picked: Boolean,
  },
  data: {
    t: pick('needsDecision', 'untitled', 'waiting'),
    /** Title and excerpt in pieces; none while nothing is looked for. */
    titleRuns: Array<Run>(),
    excerptRuns: Array<Run>(),
  },
  observers: {
    'title, excerpt, words'(title: string, excerpt: string, typed: string) {
      const words = wordsOf(typed)
      const runs = (text: string) => (words.length > 0 ? runsOf(text, words) : [])
      if (words.length > 0 || this.data.titleRuns.length > 0)
        this.setData({ titleRuns: runs(title), excerptRuns: runs(excerpt) })
    },
  },
})
