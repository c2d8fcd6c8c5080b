import { device } from './device'

const table = {
  zh_CN: {
    cancel: '取消',
    ok: '确定',
    copied: '内容已复制',
    back: '返回',
    home: '首页',
    reload: '重新加载',
    buildFailed: '编译没有通过',
    appFailed: '小程序出错了',
    waiting: '改好并保存后，这里会自动恢复。',
    close: '关闭',
    allow: (scope: string) => `允许小程序使用 ${scope} 吗？`,
  },
  en: {
    cancel: 'Cancel',
    ok: 'OK',
    copied: 'Copied',
    back: 'Back',
    home: 'Home',
    reload: 'Reload',
    buildFailed: 'The app does not build',
    appFailed: 'The app has failed',
    waiting: 'Fix it and save: this page recovers by itself.',
    close: 'Close',
    allow: (scope: string) => `Allow this mini program ${scope}?`,
  },
} as const

/** The texts of the phone itself, in the phone's language. */
export const words: (typeof table)['zh_CN' | 'en'] = table[device.language]
