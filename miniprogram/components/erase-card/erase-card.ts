import { asCallError } from '../../common/call-error'
import { pick, t, texts } from '../../i18n/index'
import { eraseEverything } from './erase'

const { eraseWord } = texts
const cardTexts = pick('eraseHint', 'eraseAll', 'eraseInterrupted', 'eraseContinue', 'cancel')

interface Data {
  t: typeof cardTexts
  state: 'idle' | 'asking' | 'running' | 'failed'
  question: string
  /** Whether the word is typed. */
  confirmed: boolean
  progress: string
  error: string
}

interface Properties extends Record<string, NumberConstructor | BooleanConstructor> {
  notes: NumberConstructor
  interrupted: BooleanConstructor
}

interface Methods extends Record<string, (event: WechatMiniprogram.Input) => void> {
  ask(): void
  type(event: WechatMiniprogram.Input): void
  cancel(): void
  erase(): Promise<void>
}

/**
 * Deletes everything, after a word was typed, which nobody does by mistake. Stops when it is taken off the screen.
 * Events: `begin`; `left`, with the usage after each part; `end`.
 */
Component<Data, Properties, Methods, [], { left?: boolean }>({
  properties: {
    /** The number of notes, as last heard from the cloud. */
    notes: Number,
    /** Whether a deletion was begun earlier: it goes on without the word. */
    interrupted: Boolean,
  },
  data: {
    t: cardTexts,
    state: 'idle',
    question: t('eraseQuestion', { word: eraseWord }),
    confirmed: false,
    progress: '',
    error: '',
  },
  lifetimes: {
    detached() {
      this.left = true
    },
  },
  methods: {
    ask() {
      this.setData({ state: 'asking' })
    },

    type({ detail }) {
      this.setData({ confirmed: detail.value.trim().toUpperCase() === eraseWord })
    },

    cancel() {
      this.setData({ state: 'idle', confirmed: false })
    },

    async erase() {
      const progress = (count: number) => t('erasing', { count })
      this.setData({ state: 'running', progress: progress(this.data.notes), error: '' })
      this.triggerEvent('begin')
      try {
        const nothingLeft = await eraseEverything((left) => {
          if (this.left) return false
          this.setData({ progress: progress(left.notes.count) })
          this.triggerEvent('left', left)
          return true
        })
        if (nothingLeft && !this.left) this.triggerEvent('end')
      } catch (caught) {
        const error = t(asCallError(caught).code)
        if (!this.left) this.setData({ state: 'failed', error })
      }
    },
  },
})
