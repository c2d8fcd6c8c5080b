import { words } from '../../i18n/index'
import type { Draft } from '../../stores/draft'
import { contentOf } from '../../stores/merge'
import { findDraft } from '../../stores/outbox'
import { settle } from './settle'
import { sides, type Side } from './side'

const { conflictExplanation, thisPhone, elsewhere, keepThis, keepBoth, untitled, differs } = words

interface Card extends Side {
  name: string
  /** What a tap keeps. */
  keeps: 'mine' | 'theirs'
}

interface Data {
  t: Record<string, string>
  cards: Card[]
}

interface Custom {
  /** Missing if nothing is in conflict any more. */
  draft?: Draft
  keep(event: WechatMiniprogram.BaseEvent<object, { keeps: Card['keeps'] }>): void
  keepBoth(): void
  close(): void
}

/** Shows both versions of a note that was changed here and elsewhere, and lets the person choose. */
Page<Data, Custom>({
  data: {
    t: { conflictExplanation, keepThis, keepBoth, untitled, differs },
    cards: [],
  },

  onLoad({ id = '' }) {
    const draft = findDraft(id)
    if (draft?.state.kind !== 'conflict') return
    this.draft = draft
    const { theirs } = draft.state
    const [here, there] = sides(
      { content: draft.content, time: draft.editedAt },
      { content: contentOf(theirs), time: theirs.updatedAt },
      Date.now(),
    )
    this.setData({
      cards: [
        { ...here, name: thisPhone, keeps: 'mine' },
        { ...there, name: elsewhere, keeps: 'theirs' },
      ],
    })
  },

  onReady() {
    void wx.setNavigationBarTitle({ title: words.conflictTitle })
    if (!this.draft) this.close()
  },

  keep({ currentTarget }) {
    if (this.draft) settle[currentTarget.dataset.keeps](this.draft)
    this.close()
  },

  keepBoth() {
    if (this.draft) settle.both(this.draft)
    this.close()
    void wx.showToast({ title: words.keptBoth, icon: 'success' })
  },

  close() {
    delete this.draft
    wx.navigateBack({ fail: () => wx.switchTab({ url: '/pages/notes/notes' }) })
  },
})
