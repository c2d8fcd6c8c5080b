import { en } from './en'
import { zhCN, type Texts } from './zh-CN'

// WeChat restarts mini programs when its language changes, so it is enough to decide this once. Base libraries before 2.20.1
// have no getAppBaseInfo.
const language = wx.getAppBaseInfo?.().language ?? 'zh_CN'

/** Every text in the language of the phone's WeChat: English for any English, otherwise simplified Chinese. */
export const texts: Texts = language.startsWith('en') ? en : zhCN

/** One text with its {braces} filled in. */
export function t(key: keyof Texts, params: Record<string, string | number> = {}): string {
  return texts[key].replace(/\{(\w+)\}/g, (brace, name: string) => String(params[name] ?? brace))
}

/** The texts that the markup of one page or component shows. Its data should not carry the whole table. */
export function pick<Key extends keyof Texts>(...keys: Key[]): Pick<Texts, Key>
export function pick(...keys: (keyof Texts)[]): Partial<Texts> {
  return Object.fromEntries(keys.map((key) => [key, texts[key]]))
}
