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
  },
} as const

/** The texts of the phone itself, in the phone's language. */
export const words: Record<keyof (typeof table)['en'], string> = table[device.language]
