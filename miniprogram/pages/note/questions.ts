import { words } from '../../i18n/index'

// WeChat refuses a modal whose button has more than 4 Chinese or 8 other characters.

/** Asks before a note is deleted. */
export async function asksToRemove(): Promise<boolean> {
  const { confirm } = await wx.showModal({
    title: words.removeQuestion,
    content: words.removeWarning,
    confirmText: words.remove,
    confirmColor: '#FA5151',
    cancelText: words.cancel,
  })
  return confirm
}

/** Asks which text of a note stays. Undefined if the person closed the question without an answer. */
export async function chooseSide(): Promise<'mine' | 'theirs' | undefined> {
  const { confirm, cancel } = await wx.showModal({
    title: words.changedElsewhere,
    content: words.changedElsewhereQuestion,
    confirmText: words.keepMine,
    cancelText: words.takeTheirs,
  })
  if (confirm) return 'mine'
  return cancel ? 'theirs' : undefined
}
