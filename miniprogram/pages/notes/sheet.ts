/** Lets the person choose one of up to six texts. Undefined if none was chosen. */
export const choose = (itemList: string[]): Promise<string | undefined> =>
  new Promise((resolve) => {
    wx.showActionSheet({
      itemList,
      success: ({ tapIndex }) => resolve(itemList[tapIndex]),
      fail: () => resolve(undefined),
    })
  })
