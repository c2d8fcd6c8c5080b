import type { Language } from '../text'

interface Words {
  otherLanguage: string
  chapters: string
  phones: string
  toPhones: string
  checking: string
  tally: (passed: number, all: number) => string
  chapter: (number: number, title: string, minutes: number) => string
  attack: string
  hint: string
  solution: string
  same: string
  restart: string
  askRestart: string
  kept: (folder: string) => string
  next: string
  notYet: string
  finished: string
}

export const words: Record<Language, Words> = {
  en: {
    otherLanguage: '中文',
    chapters: 'Chapters',
    phones: 'Two phones and their calls',
    toPhones: 'Phones ↓',
    checking: 'Checking …',
    tally: (passed, all) => `${passed} of ${all} checks passed`,
    chapter: (number, title, minutes) => `Chapter ${number}: ${title}, about ${minutes} minutes`,
    attack: 'attack',
    hint: 'A hint',
    solution: 'Show the solution',
    same: 'Your files are the solution.',
    restart: 'Start this chapter again',
    askRestart: 'Start this chapter again? Your files are moved to a folder beside; nothing is deleted.',
    kept: (folder) => `What you had is in ${folder}`,
    next: 'Next chapter',
    notYet: 'Next chapter, without all checks',
    finished: 'That was the last chapter',
  },
  'zh-CN': {
    otherLanguage: 'English',
    chapters: '章节',
    phones: '两部手机和它们的调用',
    toPhones: '手机 ↓',
    checking: '正在检查…',
    tally: (passed, all) => `${all} 项检查通过 ${passed} 项`,
    chapter: (number, title, minutes) => `第 ${number} 章：${title}，约 ${minutes} 分钟`,
    attack: '攻击',
    hint: '提示',
    solution: '看答案',
    same: '你的文件和答案一样。',
    restart: '重做本章',
    askRestart: '重做本章吗？你的文件会移到旁边的文件夹，不会删除。',
    kept: (folder) => `原来的文件在 ${folder}`,
    next: '下一章',
    notYet: '检查没有全部通过，先看下一章',
    finished: '这是最后一章',
  },
}
