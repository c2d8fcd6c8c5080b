import { texts } from '../i18n/index'

/** Lets the person choose one of up to six texts (WeChat shows no more). Undefined if none was chosen. */
export const choose = (itemList: string[]): Promise<string | undefined> =>
  new Promise((resolve) => {
    wx.showActionSheet({
      itemList,
      success: ({ tapIndex }) => resolve(itemList[tapIndex]),
      fail: () => resolve(undefined),
    })
  })

/** Asks before something is deleted that cannot be restored. True if the person agrees. */
export async function confirmDeletion(question: string, warning: string): Promise<boolean> {
  const { remove, cancel } = texts
  // WeChat refuses a modal whose button has more than 4 Chinese or 8 other characters.
  const buttons = { confirmText: remove, confirmColor: '#FA5151', cancelText: cancel }
  return (await wx.showModal({ title: question, content: warning, ...buttons })).confirm
}
