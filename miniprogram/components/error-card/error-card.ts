import { words } from '../../i18n/index'

const { retry } = words

/** Says what went wrong and offers another try. Events: `retry`. */
Component({
  properties: { message: String },
  data: { t: { retry } },
  methods: {
    retry() {
      this.triggerEvent('retry')
    },
  },
})
