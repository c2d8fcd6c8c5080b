import type { Language } from '../program'

const zh = {
  title: '预览',
  language: '语言',
  theme: '外观',
  light: '浅色',
  dark: '深色',
  withUnionid: '有 UNIONID',
  noUnionid: '无 UNIONID',
  noCloud: '未接云端',
  options: (name: string) => `${name} 的手机`,
  holder: '持有人',
  network: '网络',
  wifi: '正常',
  slow: '很慢',
  none: '断开',
  calls: '云函数调用',
  clear: '清空',
  noCalls: '在手机上点一点，这里会出现每次调用、它的查询与所用的索引。',
  callsNeedCloud: '这里只有预览。用 npm start 启动，就有本地云与调用记录。',
  trips: (count: number) => `${count} 次往返`,
  rows: (count: number) => `${count} 行`,
  event: '入参',
  queries: '查询',
  answer: '结果',
  noQueries: '没有访问数据库',
  examined: (examined: number, returned: number) => `读 ${examined} 行，取 ${returned} 行`,
  changed: (count: number) => `改 ${count} 行`,
}

const en: typeof zh = {
  title: 'Preview',
  language: 'Language',
  theme: 'Appearance',
  light: 'Light',
  dark: 'Dark',
  withUnionid: 'with UNIONID',
  noUnionid: 'no UNIONID',
  noCloud: 'no cloud',
  options: (name) => `${name}’s phone`,
  holder: 'Held by',
  network: 'Network',
  wifi: 'Online',
  slow: 'Slow',
  none: 'Offline',
  calls: 'Cloud function calls',
  clear: 'Clear',
  noCalls: 'Use a phone: each call appears here, with its queries and the index each one used.',
  callsNeedCloud: 'This is the preview alone. npm start brings a local cloud and its calls.',
  trips: (count) => (count === 1 ? '1 trip' : `${count} trips`),
  rows: (count) => (count === 1 ? '1 row' : `${count} rows`),
  event: 'Event',
  queries: 'Queries',
  answer: 'Answer',
  noQueries: 'The database was not asked',
  examined: (examined, returned) => `read ${examined}, gave ${returned}`,
  changed: (count) => `changed ${count}`,
}

/** The shell's texts. */
export type Words = typeof zh

export function wordsIn(language: Language): Words {
  return language === 'en' ? en : zh
}
