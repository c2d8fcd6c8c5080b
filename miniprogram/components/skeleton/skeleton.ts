import { pick } from '../../i18n/index'

/** Grey shapes in place of cards that are being loaded. */
Component({
  properties: {
    /** 1 to 3. */
    count: { type: Number, value: 3 },
  },
  data: { t: pick('loading') },
})
