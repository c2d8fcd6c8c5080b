import { pick } from '../../i18n/index'

/** Says what went wrong and offers another try. Events: `retry`. */
Component({
  properties: {
    message: String,
    /** Whether it is a line among others, because there is something to see all the same. */
    quiet: Boolean,
  },
  data: { t: pick('retry') },
  methods: {
    retry() {
      this.triggerEvent('retry')
    },
  },
})
