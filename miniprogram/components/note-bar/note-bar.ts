import { pick } from '../../i18n/index'

/**
 * What can be done with a note, and whether it is saved. Events, each by a tap: `checklist`, `tags`, `pin`, `remove`, `save`
 * to try again, `compare` the two versions of a conflict, `restore` from the trash.
 */
Component({
  properties: {
    /** How its draft stands: a `kind` of DraftState. */
    state: String,
    /** Why it is not saved; empty if it only waits for the network. */
    reason: String,
    pinned: Boolean,
    /** Whether tags are being changed. */
    tagging: Boolean,
    trashed: Boolean,
    /** Whether only its head is known so far. */
    opening: Boolean,
    /** Like 92/100, when a field is nearly full. */
    nearLimit: String,
    /** Whether the keyboard is below. */
    raised: Boolean,
  },
  data: {
    t: pick(
      'saved',
      'saving',
      'waiting',
      'unsaved',
      'changedElsewhere',
      'retry',
      'decide',
      'remove',
      'addTags',
      'checklist',
      'pin',
      'unpin',
      'inTrash',
      'restore',
      'loading',
    ),
  },
  methods: {
    tap({ currentTarget }: WechatMiniprogram.BaseEvent<object, { event: string }>) {
      this.triggerEvent(currentTarget.dataset.event)
    },
  },
})
