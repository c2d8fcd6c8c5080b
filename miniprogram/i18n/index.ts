import { en } from './en'
import { zhCN, type Words } from './zh-CN'

// WeChat restarts mini programs when its language changes, so this is decided once. Base libraries before 2.20.1
// have no getAppBaseInfo.
const language = wx.getAppBaseInfo?.().language ?? 'zh_CN'

/** Every text in the language of the phone's WeChat: English for any English, otherwise simplified Chinese. */
export const words: Words = language.startsWith('en') ? en : zhCN

/** One text with its {braces} filled in. */
export function t(key: keyof Words, params: Record<string, string | number> = {}): string {
  return words[key].replace(/\{(\w+)\}/g, (brace, name: string) => String(params[name] ?? brace))
}
