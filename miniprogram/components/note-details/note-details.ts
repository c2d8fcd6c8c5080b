import { pick } from '../../i18n/index'
import type { Fact } from './facts'

/** What is known about a note, on a sheet above its page. Events: `close`. */
Component({
  properties: { facts: { type: Array, value: Array<Fact>() } },
  data: { t: pick('details', 'close') },
  methods: {
    close() {
      this.triggerEvent('close')
    },
  },
})
