import { pick } from '../../i18n/index'

/** Tags in a row that scrolls sideways; one can be chosen. Events: `choose` with the tag, '' for all notes. */
Component({
  properties: {
    tags: { type: Array, value: Array<string>() },
    /** The one that is chosen; empty for all notes. */
    chosen: String,
  },
  data: { t: pick('allNotes') },
  methods: {
    choose({ currentTarget }: WechatMiniprogram.BaseEvent<object, { tag: string }>) {
      const { tag } = currentTarget.dataset
      if (tag !== this.data.chosen) this.triggerEvent('choose', { tag })
    },
  },
})
