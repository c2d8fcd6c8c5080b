import { pick, t } from '../../i18n/index'

/** What can be done to the notes that are picked. Events: `tag`, `remove`, and `end`, to pick no more. */
Component({
  properties: {
    /** How many are picked. */
    count: Number,
    /** How many of them are done, while something is done to them; -1 while nothing is. */
    done: { type: Number, value: -1 },
  },
  data: { t: pick('cancel', 'addTags', 'remove'), told: '' },
  observers: {
    'count, done'(count: number, done: number) {
      this.setData({ told: done < 0 ? t('picked', { count }) : t('workedThrough', { done, count }) })
    },
  },
  methods: {
    tell({ currentTarget }: WechatMiniprogram.BaseEvent<object, { event: string }>) {
      this.triggerEvent(currentTarget.dataset.event)
    },
  },
})
