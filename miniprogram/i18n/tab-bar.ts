import { texts } from './index'

/** Names the tabs in the user's language; app.json holds them in one language only. Works only while a tab page is shown. */
export function nameTabs(): void {
  void wx.setTabBarItem({ index: 0, text: texts.notesTitle })
  void wx.setTabBarItem({ index: 1, text: texts.meTitle })
}
