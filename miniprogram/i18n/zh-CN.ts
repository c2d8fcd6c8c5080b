import type { CallErrorCode } from '../services/call-error'

/** Every text of the app, and a sentence for every way a call can fail. {braces} are filled in by `t`. */
export const zhCN = {
  notesTitle: '笔记',
  meTitle: '我的',
  newNoteTitle: '新笔记',
  noteTitle: '编辑',

  writeNote: '写笔记',
  emptyNotes: '想到什么，就记在这里。\n只有你自己看得到。',
  loading: '正在加载',
  retry: '重试',
  pinned: '置顶',
  untitled: '无标题',

  justNow: '刚刚',
  minutesAgo: '{count} 分钟前',
  hoursAgo: '{count} 小时前',
  yesterday: '昨天',
  dayOfYear: '{month} 月 {day} 日',
  dayOfOtherYear: '{year} 年 {month} 月 {day} 日',
  months: '1 2 3 4 5 6 7 8 9 10 11 12',

  titleHint: '标题',
  bodyHint: '写点什么',
  saved: '已保存',
  saving: '保存中',
  unsaved: '未保存',
  leftUnsaved: '还没有保存。文字留在手机里，再打开它就会重试。',

  remove: '删除',
  removeQuestion: '删除这条笔记？',
  removeWarning: '删除后无法恢复。',
  removed: '已删除',
  cancel: '取消',

  changedElsewhere: '这条笔记在别处改过',
  changedElsewhereQuestion: '保留这台手机上的，还是换成云端的？没有选的那份会被替换。',
  keepMine: '保留我的',
  takeTheirs: '用云端的',

  identityTitle: '云端认得的你',
  unionidMissing: '未获取',
  unionidMissingReason: '小程序没有绑定微信开放平台账号，或微信没有为你返回 UNIONID。',
  show: '显示',
  hide: '隐藏',
  copy: '复制',
  copyFailed: '没能复制',

  testAuth: '测试身份认证',
  authSucceeded: '认证成功',
  authFailed: '认证失败',
  authMessage: '消息',
  authTime: '服务器时间',
  version: '版本',

  tooOld: '微信版本过低',
  tooOldAdvice: '这里的笔记存在云端，需要更新微信后才能打开。',
  understood: '知道了',

  UNAUTHENTICATED: '微信没有告诉云端你是谁，请从微信里重新打开小程序。',
  FORBIDDEN_CALLER: '这里不接受来自这个小程序的请求。',
  INVALID_INPUT: '有内容不符合要求，没有保存。请检查长度后再试。',
  NOT_FOUND: '找不到这条笔记，它可能已被删除。',
  CONFLICT: '这条笔记在别处改过。',
  LIMIT_EXCEEDED: '空间已用完，删除一些笔记后再试。',
  INTERNAL: '云端出了点问题，请稍后再试。',
  NETWORK: '连不上云端，请检查网络后再试。',
  TIMEOUT: '云端太久没有回应，请稍后再试。',
} satisfies Record<CallErrorCode, string> & Record<string, string>

export type Words = Record<keyof typeof zhCN, string>
