import { limits } from '../../../shared/note-limits'
import { tagKey } from '../../../shared/tags'
import { pick, t } from '../../i18n/index'
import { fits, withTag } from './with-tag'

/** At most this many tags are suggested: nobody looks through more. */
const suggestionLimit = 12

/**
 * The tags of a note. While `open`, they can be removed, typed, and chosen from suggestions. Events: `open` when a closed
 * one is tapped, `typing` with what the field holds, `change` with all tags after a change, `keyboard` with its height in
 * pixels.
 */
Component({
  properties: {
    tags: { type: Array, value: Array<string>() },
    /** The tags that the person has used so far. */
    suggestions: { type: Array, value: Array<string>() },
    open: Boolean,
    readonly: Boolean,
  },
  data: {
    t: pick('tagHint', 'removeTag'),
    limit: limits.tag,
    full: t('tagsFull', { count: limits.tags }),
    isFull: false,
    /** What was typed so far. `value` is what the field was last told to hold, which typing does not change. */
    typed: '',
    value: '',
    matches: Array<string>(),
  },
  observers: {
    open() {
      // A closed editor has no field, and the next one starts empty.
      this.hold('')
    },
    'tags, suggestions, typed'(tags: string[], suggestions: string[], typed: string) {
      const chosen = new Set(tags.map(tagKey))
      const part = tagKey(typed)
      const matches = suggestions.filter((tag) => !chosen.has(tagKey(tag)) && tagKey(tag).includes(part))
      this.setData({ matches: matches.slice(0, suggestionLimit), isFull: tags.length >= limits.tags })
    },
  },
  methods: {
    type({ detail }: WechatMiniprogram.Input) {
      this.hold(detail.value)
    },

    add() {
      this.put(this.data.typed)
    },

    choose({ currentTarget }: WechatMiniprogram.BaseEvent<object, { tag: string }>) {
      this.put(currentTarget.dataset.tag)
    },

    put(typed: string) {
      if (!fits(typed)) return
      // setData ignores a value that it believes to be there already, so it first has to learn what was typed.
      this.setData({ value: this.data.typed })
      this.setData({ value: '' })
      this.hold('')
      const tags = withTag(this.data.tags, typed)
      if (tags !== this.data.tags) this.triggerEvent('change', { tags })
    },

    hold(typed: string) {
      this.setData({ typed })
      this.triggerEvent('typing', { typed })
    },

    touch({ currentTarget }: WechatMiniprogram.BaseEvent<object, { tag: string }>) {
      const { open, readonly, tags } = this.data
      if (readonly) return
      if (!open) this.triggerEvent('open')
      else this.triggerEvent('change', { tags: tags.filter((tag) => tag !== currentTarget.dataset.tag) })
    },

    keyboard({ detail }: WechatMiniprogram.CustomEvent<{ height: number }>) {
      this.triggerEvent('keyboard', detail)
    },
  },
})
