/** wx.getUpdateManager: here the app is always the newest one, since each change is shown at once. */
export const update = {
  getUpdateManager: () => ({
    onCheckForUpdate(tell: (result: { hasUpdate: boolean }) => void): void {
      setTimeout(() => tell({ hasUpdate: false }))
    },
    onUpdateReady: () => undefined,
    onUpdateFailed: () => undefined,
    applyUpdate: () => undefined,
  }),
}
