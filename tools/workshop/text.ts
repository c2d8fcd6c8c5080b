export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** The same thing said in each language of the workshop. */
export type Text = Readonly<Record<Language, string>>

export const text = (en: string, chinese: string): Text => ({ en, 'zh-CN': chinese })
