import { pick } from '../../i18n/index'

/** Says what went wrong and offers another try. Events: `retry`. */
Component({
  properties: { message: String },
  data: { t: pick('retry') },
  methods: {
    retry() {
      this.triggerEvent('retry')
    },
  },
})
