import { pick, texts } from '../../i18n/index'
import type { Draft } from '../../stores/draft'
import { contentOf } from '../../stores/merge'
import { findDraft } from '../../stores/outbox'
import { settle } from './settle'
import { sides, type Side } from './side'

interface Card extends Side {
  name: string
  /** What a tap keeps. */
  keeps: 'mine' | 'theirs'
}

const data: { cards: Card[] } = { cards: [] }
/** What the page holds beside its data. There is no draft if nothing is in conflict any more. */
const held: { draft?: Draft } = {}

/** Shows both versions of a note that was changed here and elsewhere, and lets the person choose. */
Page({
  data: { ...data, t: pick('conflictExplanation', 'keepThis', 'keepBoth', 'differs') },
  ...held,

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
        { ...here, name: texts.thisPhone, keeps: 'mine' },
        { ...there, name: texts.elsewhere, keeps: 'theirs' },
      ],
    })
  },

  onReady() {
    void wx.setNavigationBarTitle({ title: texts.conflictTitle })
    if (!this.draft) this.close()
  },

  keep({ currentTarget }: WechatMiniprogram.BaseEvent<object, Pick<Card, 'keeps'>>) {
    if (this.draft) settle[currentTarget.dataset.keeps](this.draft)
    this.close()
  },

  keepBoth() {
    if (this.draft) settle.both(this.draft)
    this.close()
    void wx.showToast({ title: texts.keptBoth, icon: 'success' })
  },

  close() {
    delete this.draft
    wx.navigateBack({ fail: () => wx.switchTab({ url: '/pages/notes/notes' }) })
  },
})
