import { pick } from '../../i18n/index'

/** The shapes of cards that are on their way. */
Component({
  properties: {
    /** 1 to 3. */
    count: { type: Number, value: 3 },
  },
  data: { t: pick('loading') },
})
